package customerio.jvm;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** For what another process comes to by itself, sooner or later. */
public final class Patience {
  /** Not a measure of anything: only what never comes takes so long. */
  private static final Duration HANGS = Duration.ofMinutes(2);

  private static final long FIRST_PAUSE_NANOS = 1_000_000;
  private static final long LONGEST_PAUSE_NANOS = 20_000_000;

  /** At something that changes. */
  public interface Look<T, E extends Exception> {
    T now() throws E;
  }

  private Patience() {}

  /**
   * Looks at once, and then further and further apart: who looks all the time takes the processor
   * from those who are looked at, and a number of looks is no time on a machine that is busy.
   *
   * @return the first that is such; the last if there is none for very long
   */
  public static <T, E extends Exception> T until(Look<T, E> look, Predicate<T> such) throws E {
    long deadline = System.nanoTime() + HANGS.toNanos();
    long pause = FIRST_PAUSE_NANOS;
    T seen = look.now();
    while (!such.test(seen) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
      seen = look.now();
    }
    return seen;
  }
}
