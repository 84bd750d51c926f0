package customerio.agent.queue;

/** What became of an operation, as the queue records it. */
public sealed interface Settlement {

  /** Customer.io has it; the queue may forget it. */
  record Delivered() implements Settlement {}

  /** Whoever said it took it back before it was sent; the queue may forget it. */
  record Withdrawn() implements Settlement {}

  /**
   * It will never be delivered; kept aside as a dead letter.
   *
   * @param reason a short code from a fixed vocabulary ({@code rejected}, {@code expired}, …) and
   *     optional detail; never personal data
   */
  record Dead(String reason) implements Settlement {}

  /**
   * Put off.
   *
   * @param attempts how often it was put off so far, this time included
   * @param notBeforeMillis wall clock, milliseconds since the epoch
   */
  record Retry(int attempts, long notBeforeMillis) implements Settlement {}
}
