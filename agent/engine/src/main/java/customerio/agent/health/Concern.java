package customerio.agent.health;

/**
 * One reason why the agent is not in order. Names no person and no key.
 *
 * @param code stable, for alerts: {@code region-mismatch}
 * @param subject what is concerned, such as {@code track-us}; "" when there is just one
 * @param sentence what, and how to put it right
 */
public record Concern(String code, String subject, String sentence, Gravity gravity) {

  /** As operators see it: {@code region-mismatch track-us: …}. */
  @Override
  public String toString() {
    return code + (subject.isEmpty() ? "" : ' ' + subject) + ": " + sentence;
  }
}
