package customerio.agent.intake;

import customerio.agent.customerio.Endpoint;

/**
 * Sees what would have been queued, had the mode not been {@code observe}, to report on it. It must
 * change nothing of the call, and nothing that other calls depend on: no credential is learned.
 */
interface Rehearsal {
  Rehearsal NONE = (call, endpoint, what) -> {};

  void wouldBeQueued(SynchronousCalls.Call call, Endpoint endpoint, Understanding what);
}
