package customerio.agent.webhooks;

/**
 * Webhooks since start.
 *
 * @param received with a signature, whatever it is
 * @param mismatched with a signature that is not Customer.io's
 * @param stale rightly signed, at a time too far from now
 */
public record WebhookCounts(long received, long verified, long mismatched, long stale) {

  /** Read in part or not at all, decoded on the way, or just being read. */
  public long notJudged() {
    return received - verified - mismatched - stale;
  }
}
