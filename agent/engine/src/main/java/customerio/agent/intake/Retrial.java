package customerio.agent.intake;

import customerio.agent.capture.CustomerioUnavailableException;
import customerio.agent.capture.NothingSentException;
import customerio.agent.capture.Reply;
import customerio.agent.customerio.CredentialQuestion;
import customerio.agent.customerio.CredentialQuestion.Verdict;
import java.io.IOException;

/**
 * The end of a question: does Customer.io accept this credential again? It is asked in place of a
 * call of the application while operations wait, because the call itself, if it succeeded, would
 * overtake what the application said before about the same person.
 *
 * <pre>
 *  2xx            accepted again: the call goes into the queue, behind what waits
 *  401, 402, 403  Customer.io's own refusal, which the call would have got as well
 *  408, 429, 5xx  nobody can say: what Customer.io answered, as it would have answered the call
 *  else           the place knows no such question (a gateway, a mock): the original call runs
 *  not connected  the failure: what kept us from it may let the original call through, and that
 *                 would overtake as well
 * </pre>
 *
 * <p>Pipelines answers its question otherwise than the call, so there the original call runs unless
 * the key is accepted.
 */
final class Retrial extends RelayedCall.Surface {
  private final SynchronousCalls.Call call;
  private final Said said;
  private final Acceptance acceptance;
  private final Verdicts verdicts;

  Retrial(SynchronousCalls.Call call, Said said, Acceptance acceptance, Verdicts verdicts) {
    super(call);
    this.call = call;
    this.said = said;
    this.acceptance = acceptance;
    this.verdicts = verdicts;
  }

  @Override
  public Reply answered(Reply reply) throws IOException {
    int status = reply.status();
    CredentialQuestion question = CredentialQuestion.about(call.place().api());
    Verdict verdict = verdicts.asked(question, said.operation().credential(), status);
    if (verdict == Verdict.ACCEPTED) {
      PassReason passed = acceptance.commit(said, call.observation(), false);
      return passed == null
          ? Replies.accepted(said.operation().endpoint(), said.operation().id())
          : pass(passed);
    }
    if (question == CredentialQuestion.PIPELINES) {
      return pass(
          verdict == Verdict.REFUSED
              ? PassReason.CREDENTIAL_REFUSED
              : PassReason.CREDENTIAL_UNDECIDED);
    }
    boolean answersTheCall =
        status >= 500
            || status == 401
            || status == 402
            || status == 403
            || status == 408
            || status == 429;
    return answersTheCall ? super.answered(reply) : pass(PassReason.CREDENTIAL_UNDECIDED);
  }

  @Override
  public Reply failed(IOException failure) throws IOException {
    if (!(failure instanceof NothingSentException)) {
      return super.failed(failure);
    }
    if (acceptance.hasBacklog()) {
      return super.failed(
          new CustomerioUnavailableException(
              "Customer.io could not be reached, and the call must not overtake what waits"));
    }
    acceptance.unseen();
    return super.failed(failure);
  }

  private Reply pass(PassReason reason) throws NothingSentException {
    acceptance.unseen();
    call.observation().passed(reason);
    throw new NothingSentException("only the credential was asked about", null);
  }
}
