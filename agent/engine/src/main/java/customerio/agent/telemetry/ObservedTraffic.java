package customerio.agent.telemetry;

import customerio.agent.intake.Rehearsed;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * What mode {@code observe} has found, counted where it happens; said in one line at 100, 1 000, 10
 * 000, … calls. Thread-safe.
 */
public final class ObservedTraffic {
  private static final long FIRST_LINE = 100;

  private final Consumer<String> log;
  private final LongAdder waiting = new LongAdder();
  private final LongAdder repeats = new LongAdder();
  private final LongAdder requests = new LongAdder();
  private final LongAdder answered = new LongAdder();
  private final LongAdder retriable = new LongAdder();
  private final LongAdder waitedNanos = new LongAdder();
  private long atOnce;
  private long nextLine = FIRST_LINE;

  ObservedTraffic(Consumer<String> log) {
    this.log = log;
  }

  void rehearsed(Rehearsed call) {
    if (!call.atOnce()) {
      waiting.increment();
      return;
    }
    if (call.repeat()) {
      repeats.increment();
    } else if (call.startsRequest()) {
      requests.increment();
    }
    if (isTimeToSay()) {
      log.accept(snapshot().sentence());
    }
  }

  void watched(boolean atOnceCall, int status, Duration took) {
    if (!atOnceCall) {
      return;
    }
    waitedNanos.add(took.toNanos());
    if (status > 0) {
      answered.increment();
    }
    if (status == 0 || status == 408 || status == 429 || status >= 500) {
      retriable.increment();
    }
  }

  public Snapshot snapshot() {
    long seen;
    synchronized (this) {
      seen = atOnce;
    }
    return new Snapshot(
        seen,
        waiting.sum(),
        repeats.sum(),
        requests.sum(),
        retriable.sum(),
        Math.max(0, seen - answered.sum()),
        Duration.ofNanos(waitedNanos.sum()));
  }

  private synchronized boolean isTimeToSay() {
    atOnce++;
    if (atOnce < nextLine) {
      return false;
    }
    nextLine *= 10;
    return true;
  }

  /**
   * @param atOnce calls that would have been answered at once
   * @param waiting calls whose answer has to come from Customer.io in any case
   * @param repeats of the first, that would not have been sent
   * @param requests in which the rest would have gone out, reckoned with the round trips seen
   * @param retriable of the first, that failed in a way that would have been retried
   * @param unanswered of the first, without an answer: failed, or under way still
   * @param waited for Customer.io by those that were answered
   */
  public record Snapshot(
      long atOnce,
      long waiting,
      long repeats,
      long requests,
      long retriable,
      long unanswered,
      Duration waited) {

    public String sentence() {
      return "observed "
          + (atOnce + waiting)
          + " calls and touched none: "
          + atOnce
          + " would have been answered at once in place of "
          + waited.toMillis()
          + " ms of waiting; "
          + repeats
          + " repeat others, the rest would have gone out in "
          + requests
          + " requests; "
          + retriable
          + " failed in a way that would have been retried, "
          + unanswered
          + " have no answer yet";
    }
  }
}
