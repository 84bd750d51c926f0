package customerio.agent.intake;

import customerio.agent.credentials.CredentialVault;
import customerio.agent.credentials.Standing;
import customerio.agent.customerio.CredentialQuestion;
import customerio.agent.customerio.CredentialQuestion.Verdict;

/** What answers to the application's own calls say about a credential. */
final class Verdicts {
  private final CredentialVault credentials;

  Verdicts(CredentialVault credentials) {
    this.credentials = credentials;
  }

  /**
   * @return whether the application has to see the answer: it decides, or the credential is one
   *     that was refused, which is never answered by us
   */
  boolean remember(long credential, int status) {
    if (status / 100 == 2) {
      credentials.accepted(credential);
      return true;
    }
    if (status == 401 || status == 403) {
      credentials.refused(credential);
      return true;
    }
    boolean undecided = status >= 500 || status == 408 || status == 429;
    return !undecided || unavailable(credential);
  }

  /** Customer.io could not be asked; the return value as above. */
  boolean unavailable(long credential) {
    credentials.assumed(credential);
    return credentials.standing(credential) == Standing.REFUSED;
  }

  /** A question about the credential was answered so. */
  Verdict asked(CredentialQuestion question, long credential, int status) {
    Verdict verdict = question.verdict(status);
    if (verdict == Verdict.ACCEPTED) {
      credentials.acceptedWhenAsked(credential);
    } else if (question == CredentialQuestion.TRACK) {
      remember(credential, status);
    }
    return verdict;
  }
}
