package customerio.agent.intake;

import customerio.agent.queue.Ticket;

/** What a commit hands back to a caller that goes on waiting. Confined to the caller's thread. */
final class Receipt {
  private final boolean withdrawable;
  private Ticket ticket;
  private String repeatOf;

  /**
   * @param withdrawable the caller may take the operation back; then nothing may be answered as its
   *     repetition, for that would be lost with it
   */
  Receipt(boolean withdrawable) {
    this.withdrawable = withdrawable;
  }

  boolean withdrawable() {
    return withdrawable;
  }

  void queued(Ticket ticket) {
    this.ticket = ticket;
  }

  void repeats(String operationId) {
    repeatOf = operationId;
  }

  /** Null when nothing was queued. */
  Ticket ticket() {
    return ticket;
  }

  /** Id of the accepted operation that this one repeats, or null. */
  String repeatOf() {
    return repeatOf;
  }
}
