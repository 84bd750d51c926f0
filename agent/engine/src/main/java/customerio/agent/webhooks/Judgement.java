package customerio.agent.webhooks;

import customerio.agent.capture.WebhookBody;
import customerio.agent.customerio.WebhookSignature;
import java.util.List;
import java.util.function.Consumer;

/**
 * Comes to one verdict about one webhook, or to none.
 *
 * <pre>
 *   all bytes that were announced, or the end ──▶ fits: verified   else: mismatched
 *   of a body of unknown length, some bytes   ──▶ fits: verified   else: wait for more
 * </pre>
 *
 * The second line is for parsers that stop behind the last brace and never ask for the end: that a
 * signature fits proves that it was the last.
 */
final class Judgement implements WebhookBody {
  private final List<WebhookSignature> candidates;
  private final byte[] signature;
  private final long length;
  private final boolean fresh;
  private final Consumer<Verdict> verdict;
  private long seen;
  private boolean doubtful;
  private boolean over;

  /**
   * @param candidates one for each key
   * @param length of the body, -1 when it is not known
   * @param verdict told once at most
   */
  Judgement(
      List<WebhookSignature> candidates,
      byte[] signature,
      long length,
      boolean fresh,
      Consumer<Verdict> verdict) {
    this.candidates = candidates;
    this.signature = signature;
    this.length = length;
    this.fresh = fresh;
    this.verdict = verdict;
    if (length == 0) {
      end(); // which nobody reads
    }
  }

  @Override
  public void read(byte[] bytes, int offset, int count) {
    if (over) {
      return;
    }
    candidates.forEach(candidate -> candidate.update(bytes, offset, count));
    seen += count;
    if (seen == length) {
      end();
    } else if (length < 0 && fits(WebhookSignature::isNow)) {
      verified();
    }
  }

  @Override
  public void doubt() {
    doubtful = true;
  }

  @Override
  public void end() {
    if (over) {
      return;
    }
    if (fits(WebhookSignature::isFinally)) {
      verified();
    } else {
      over = true;
      if (!doubtful && isWhole()) {
        verdict.accept(Verdict.MISMATCHED);
      }
    }
  }

  /** Of a body that a filter or a form has used up, the end is all that comes. */
  private boolean isWhole() {
    return length < 0 ? seen > 0 : seen >= length;
  }

  private interface Fit {
    boolean test(WebhookSignature candidate, byte[] signature);
  }

  /** Tries all: which key it is does not show in the time either. */
  private boolean fits(Fit fit) {
    boolean found = false;
    for (WebhookSignature candidate : candidates) {
      found |= fit.test(candidate, signature);
    }
    return found;
  }

  private void verified() {
    over = true;
    verdict.accept(fresh ? Verdict.VERIFIED : Verdict.STALE);
  }
}
