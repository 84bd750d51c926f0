package customerio.tests.backends;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** For what a backend has some moments later. */
final class Asking {
  /** Not a measure of anything: only what never comes takes so long. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int MILLIS_BETWEEN = 100;

  interface Question<T> {
    T ask() throws Exception;
  }

  private Asking() {}

  /**
   * Asks ten times a second, and no longer than the process lives.
   *
   * @return the first answer that is such, or the last one
   */
  static <T> T until(ProcessHandle asked, Question<T> question, Predicate<T> such)
      throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    T answer = question.ask();
    while (!such.test(answer) && System.nanoTime() < deadline) {
      assertThat(endsWithin(asked)).as("whom we ask has ended").isFalse();
      answer = question.ask();
    }
    return answer;
  }

  private static boolean endsWithin(ProcessHandle process) throws Exception {
    try {
      process.onExit().get(MILLIS_BETWEEN, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException itLives) {
      return false;
    }
  }
}
