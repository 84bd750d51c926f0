package customerio.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells, while the demo waits, what it waits for: on one line of a terminal, or now and then in a
 * log.
 */
final class Progress {
  private static final int TICK_MILLIS = 250;
  private static final int TICKS_PER_LOG_LINE = 20;

  private final PrintStream out;
  private final boolean terminal;
  private final long startNanos = System.nanoTime();
  private String round = "";
  private long ticks;

  Progress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Something that may come true. */
  interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  void round(String name) {
    round = name;
    ticks = 0;
  }

  void during(Duration time, String what) throws IOException, InterruptedException {
    until(time, what, () -> false);
  }

  /** Returns whether the condition came true within the time. */
  boolean until(Duration patience, String what, Condition condition)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    CountDownLatch never = new CountDownLatch(1);
    ticks = 0;
    while (!condition.holds()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      show(what);
      never.await(Math.min(left, TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS)), TimeUnit.NANOSECONDS);
    }
    return true;
  }

  /** Leaves the terminal's line free for what is printed next. */
  void clear() {
    if (terminal) {
      out.printf("\r%-78s\r", "");
      out.flush();
    }
  }

  private void show(String what) {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos);
    if (terminal) {
      out.printf("\r%4d s  %-14s %-56s", seconds, round, what);
      out.flush();
    } else if (ticks % TICKS_PER_LOG_LINE == 0) {
      out.printf("%4d s  %-14s %s%n", seconds, round, what);
    }
    ticks++;
  }
}
