package customerio.agent.queue;

/**
 * What of a destination is on the shelf: kept, but without a ticket for the time being.
 *
 * @param operations how many
 * @param firstTurn the lowest {@link Ticket#turn} among them; {@link Integer#MAX_VALUE} = none
 * @param oldestCapturedAtMillis capture time of about the oldest; {@link Long#MAX_VALUE} = none
 */
public record Shelved(long operations, int firstTurn, long oldestCapturedAtMillis) {
  public static final Shelved NOTHING = new Shelved(0, Integer.MAX_VALUE, Long.MAX_VALUE);
}
