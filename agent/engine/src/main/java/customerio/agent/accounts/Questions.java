package customerio.agent.accounts;

import customerio.agent.capture.QuestionRequest;
import customerio.agent.capture.Reply;
import customerio.agent.capture.SynchronousRoute;
import customerio.agent.credentials.CredentialBook;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.CredentialQuestion;
import customerio.agent.customerio.CredentialQuestion.Verdict;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks Customer.io about a credential: once, and again after 1, 2, 4 … up to 60 minutes while the
 * answer is a refusal. Where nobody knows an answer it gives up after some tries, as a gateway or a
 * mock server may have none. Thread-safe.
 */
final class Questions {
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final int TRIES_WITHOUT_ANSWER = 5;

  /** An application has a handful; one whose users bring their own keys must not fill the heap. */
  private static final int MAX_CREDENTIALS = 1_000;

  /** Told of each answer, on a thread of ours. */
  interface Listener {
    /**
     * @param reply null when there was none
     */
    void answered(Called called, Verdict verdict, Reply reply);
  }

  private record Asked(Api api, long credential) {}

  private final SynchronousRoute route;
  private final CredentialBook book;
  private final Later later;
  private final Listener listener;
  private final Map<Asked, Asked> asked = new ConcurrentHashMap<>();

  Questions(SynchronousRoute route, CredentialBook book, Later later, Listener listener) {
    this.route = route;
    this.book = book;
    this.later = later;
    this.listener = listener;
  }

  /** Returns at once; does nothing when this credential has been asked about before. */
  void ask(Called called) {
    Asked key = new Asked(called.api(), called.credential());
    if (CredentialQuestion.about(called.api()) != null
        && !asked.containsKey(key)
        && asked.size() < MAX_CREDENTIALS
        && asked.putIfAbsent(key, key) == null) {
      ask(called, 1, 1);
    }
  }

  /** The same now, whatever was asked before, and only once. */
  void askOnce(Called called, Listener asker) {
    CredentialQuestion question = CredentialQuestion.about(called.api());
    send(called, question)
        .handle((reply, failure) -> reply)
        .thenAccept(
            reply -> {
              Verdict verdict = reply == null ? Verdict.UNKNOWN : question.verdict(reply.status());
              asker.answered(called, verdict, reply);
            });
  }

  /**
   * @param tries this one included
   * @param unanswered tries without an answer in a row, this one included
   */
  private void ask(Called called, int tries, int unanswered) {
    askOnce(
        called,
        (any, verdict, reply) -> {
          try {
            listener.answered(called, verdict, reply);
          } finally {
            askAgain(called, verdict, tries, unanswered);
          }
        });
  }

  /** As {@link #ask(Called)}, after a pause. */
  void askLater(Called called) {
    later.run(() -> ask(called), FIRST_PAUSE);
  }

  private void askAgain(Called called, Verdict verdict, int tries, int unanswered) {
    if (verdict == Verdict.ACCEPTED) {
      return;
    }
    // nobody to ask for, as the application has not used it in this run; or its operations wait
    boolean patient =
        book.authorization(called.credential()) == null || !book.mayBeProbed(called.credential());
    int left = verdict == Verdict.UNKNOWN && !patient ? unanswered : 0;
    if (left < TRIES_WITHOUT_ANSWER) {
      later.run(() -> ask(called, tries + 1, left + 1), pause(tries));
    }
  }

  private CompletableFuture<Reply> send(Called called, CredentialQuestion question) {
    String authorization = book.authorization(called.credential());
    if (authorization == null) {
      return CompletableFuture.completedFuture(null);
    }
    try {
      return route.exchangeAsync(
          QuestionRequest.of(question, authorization),
          question.target(),
          called.api(),
          called.region(),
          called.credential(),
          null);
    } catch (RuntimeException fault) {
      return CompletableFuture.completedFuture(null);
    }
  }

  private static Duration pause(int tries) {
    Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(tries - 1, 10));
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }
}
