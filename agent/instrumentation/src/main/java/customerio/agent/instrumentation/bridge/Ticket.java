package customerio.agent.instrumentation.bridge;

import java.time.Duration;

/**
 * What the header of a bridged request says, so that the bridge need not remember the request.
 *
 * <pre>{@code
 * X-Customerio-Agent-Bridge: <secret> <client> <call> <timeout in ms> <scheme> <port> <host>
 * }</pre>
 *
 * A header and not a part of the path: paths become metric tags, span attributes and lines of
 * access logs, where a secret has no business, and the application would see a path that it never
 * asked for.
 *
 * @param client under whose name the call counts
 * @param call the same for each attempt of a client at one call
 * @param timeout of the client for the answer; null when it has none
 */
record Ticket(String secret, String client, String call, Duration timeout, Target target) {

  /**
   * @return null when it is none
   */
  static Ticket parse(String header) {
    String[] parts = header.split(" ", 7);
    if (parts.length != 7) {
      return null;
    }
    try {
      long timeout = Long.parseLong(parts[3]);
      int port = Integer.parseInt(parts[5]);
      return new Ticket(
          parts[0],
          parts[1],
          parts[2],
          timeout <= 0 ? null : Duration.ofMillis(timeout),
          Target.of(parts[4], parts[6], port));
    } catch (NumberFormatException noTicket) {
      return null;
    }
  }

  String header() {
    return String.join(
        " ",
        secret,
        client,
        call,
        Long.toString(timeout == null ? 0 : timeout.toMillis()),
        target.scheme(),
        Integer.toString(target.port()),
        target.host());
  }

  /** Not the secret. */
  @Override
  public String toString() {
    return "Ticket[" + target.host() + ']';
  }
}
