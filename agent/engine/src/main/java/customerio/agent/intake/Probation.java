package customerio.agent.intake;

import customerio.agent.capture.Reply;
import java.io.IOException;

/**
 * The end of a credential's first call: Customer.io's verdict reaches the application; where there
 * is none, the call goes into the queue.
 */
final class Probation implements RelayedCall.Ending {

  /** Remembers what an answer says about a credential. */
  interface Verdict {
    void remember(long credential, Reply reply);
  }

  private static final Reply UNAVAILABLE =
      new Reply(503, customerio.agent.capture.Headers.NONE, new byte[0]);

  private final SynchronousCalls.Call call;
  private final Said said;
  private final Acceptance acceptance;
  private final Verdict verdict;

  Probation(SynchronousCalls.Call call, Said said, Acceptance acceptance, Verdict verdict) {
    this.call = call;
    this.said = said;
    this.acceptance = acceptance;
    this.verdict = verdict;
  }

  @Override
  public Reply answered(Reply reply) {
    verdict.remember(said.operation().credential(), reply);
    if (!undecided(reply.status()) || !commit()) {
      call.observation().relayed(reply.status());
      return reply;
    }
    return accepted();
  }

  @Override
  public Reply failed(IOException failure) throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw failure; // the application gave the call up
    }
    verdict.remember(said.operation().credential(), UNAVAILABLE);
    if (!commit()) {
      throw failure;
    }
    return accepted();
  }

  private boolean commit() {
    return acceptance.commit(said, call.observation(), false);
  }

  private Reply accepted() {
    return Replies.accepted(said.operation().endpoint(), said.operation().id());
  }

  private static boolean undecided(int status) {
    return status >= 500 || status == 408 || status == 429;
  }
}
