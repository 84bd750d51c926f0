package customerio.agent.webhooks;

/** What a webhook's signature says. */
enum Verdict {
  VERIFIED,
  /** Another key, other bytes, or no signature at all behind the header's name. */
  MISMATCHED,
  /** Rightly signed, at a time too far from now. */
  STALE
}
