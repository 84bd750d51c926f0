package customerio.agent.intake;

import customerio.agent.capture.NothingSentException;
import customerio.agent.capture.Reply;
import java.io.IOException;

/**
 * The end of a credential's first call: Customer.io's verdict reaches the application; where there
 * is none, the call goes into the queue.
 */
final class Probation implements RelayedCall.Ending {

  private final SynchronousCalls.Call call;
  private final Said said;
  private final Acceptance acceptance;
  private final Verdicts verdicts;

  Probation(SynchronousCalls.Call call, Said said, Acceptance acceptance, Verdicts verdicts) {
    this.call = call;
    this.said = said;
    this.acceptance = acceptance;
    this.verdicts = verdicts;
  }

  @Override
  public Reply answered(Reply reply) {
    boolean decided = verdicts.remember(said.operation().credential(), reply.status());
    if (reply.status() / 100 == 2) {
      acceptance.passed(said);
    }
    if (decided || commit() != null) {
      call.observation().relayed(reply.status());
      return reply;
    }
    return accepted();
  }

  @Override
  public Reply failed(IOException failure) throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      call.observation().relayed(0);
      throw failure; // the application gave the call up
    }
    boolean decided = verdicts.unavailable(said.operation().credential());
    PassReason reason = decided ? PassReason.NOTHING_SENT : commit();
    if (reason == null) {
      return accepted();
    }
    if (failure instanceof NothingSentException) {
      call.observation().passed(reason);
    } else {
      call.observation().relayed(0);
    }
    throw failure;
  }

  private PassReason commit() {
    return acceptance.commit(said, call.observation(), false);
  }

  private Reply accepted() {
    return Replies.accepted(said.operation().endpoint(), said.operation().id());
  }
}
