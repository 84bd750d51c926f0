package customerio.agent.instrumentation.bridge;

import java.time.Duration;

/**
 * One call as its client is about to make it.
 *
 * @param client as in {@code client.<name>.enabled}
 * @param target where to
 * @param rawPath may be null or empty for the root
 * @param timeout the client's own for the answer; null when it has none
 */
public record BridgedCall(
    String client, String method, Target target, String rawPath, Duration timeout) {

  /** Says nothing about a person. */
  @Override
  public String toString() {
    return "BridgedCall[" + method + ' ' + target.host() + ']';
  }
}
