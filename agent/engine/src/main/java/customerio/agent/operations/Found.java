package customerio.agent.operations;

import customerio.agent.customerio.Operation;
import customerio.agent.queue.Ticket;
import customerio.agent.queue.disk.DeadLetter;
import customerio.agent.queue.disk.Place;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/**
 * An operation that was met in the queue.
 *
 * @param ticket null of a dead letter
 * @param letter null of one that waits
 * @param operation null when it cannot be read
 */
record Found(Place place, Ticket ticket, DeadLetter letter, Operation operation) {

  boolean isDead() {
    return letter != null;
  }

  /** When the application said it; the queue may have it since later, after a replay. */
  long capturedAtMillis() {
    if (operation != null) {
      return operation.capturedAtMillis();
    }
    return isDead() ? letter.capturedAtMillis() : ticket.capturedAtMillis();
  }

  /**
   * Of a dead letter: the part before a detail, {@code rejected} of {@code rejected: id:invalid}.
   */
  String reasonCode() {
    int colon = letter.reason().indexOf(':');
    return colon < 0 ? letter.reason() : letter.reason().substring(0, colon);
  }

  String kind() {
    return operation == null ? "" : operation.endpoint().kind();
  }

  String destination() {
    return operation == null
        ? ""
        : (operation.endpoint().api() + "-" + operation.region()).toLowerCase(Locale.ROOT);
  }

  String credential() {
    return operation == null || operation.credential() == 0
        ? ""
        : String.format("%016x", operation.credential());
  }

  /**
   * @param sending operations that are in a request at the moment
   */
  OperationView view(Set<Ticket> sending, long nowMillis) {
    return new OperationView(
        operation == null ? "" : operation.id(),
        state(isIn(sending), nowMillis),
        kind(),
        destination(),
        credential(),
        time(capturedAtMillis()),
        isDead() ? letter.payload().length : ticket.payloadBytes(),
        isDead() ? 0 : ticket.attempts(),
        isSetAside(nowMillis) ? time(ticket.notBeforeMillis()) : "",
        isDead() ? letter.reason() : "",
        isDead() ? time(letter.settledAtMillis()) : "");
  }

  boolean isIn(Set<Ticket> sending) {
    return !isDead() && sending.contains(ticket);
  }

  private String state(boolean sending, long nowMillis) {
    if (isDead()) {
      return "dead";
    }
    if (sending) {
      return "in-flight";
    }
    return isSetAside(nowMillis) ? "set-aside" : "waiting";
  }

  private boolean isSetAside(long nowMillis) {
    return !isDead() && ticket.notBeforeMillis() > nowMillis;
  }

  static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  /** Says nothing of the content. */
  @Override
  public String toString() {
    return (isDead() ? "dead letter at " : "operation at ") + place;
  }
}
