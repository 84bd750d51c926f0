package customerio.agent.queue.disk;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * What went wrong: counted, said in one line, and not repeated more than once a minute while it
 * lasts. Thread-safe; never throws.
 */
final class Incidents {
  private static final long REPEAT_MILLIS = 60_000;

  private final Clock clock;
  private final Consumer<String> log;
  private final AtomicLong corruptRecords = new AtomicLong();
  private final AtomicLong lockedRecords = new AtomicLong();
  private volatile String trouble;
  private long troubleLoggedAt;
  private long upkeepLoggedAt;
  private boolean upkeepFailed;

  Incidents(Clock clock, Consumer<String> log) {
    this.clock = clock;
    this.log = log;
  }

  /** Operations cannot be accepted. */
  synchronized void appendsFail(String why) {
    boolean news = trouble == null;
    trouble = why;
    if (news || isDue(troubleLoggedAt)) {
      troubleLoggedAt = clock.millis();
      say("queue accepts nothing for now, calls go straight to Customer.io: " + why);
    }
  }

  /** On the path of every append, hence no lock while all is well. */
  void appendsWork() {
    if (trouble != null) {
      clearTrouble();
    }
  }

  /** Something behind the scenes failed; nothing is lost, and it is tried again. */
  synchronized void upkeepFails(String what, Throwable why) {
    if (!upkeepFailed || isDue(upkeepLoggedAt)) {
      upkeepFailed = true;
      upkeepLoggedAt = clock.millis();
      say("queue could not " + what + " (" + why + "); nothing is lost, it will be tried again");
    }
  }

  void corrupt(long records) {
    corruptRecords.addAndGet(records);
  }

  /** Counted once for each start, as an adopted directory is looked at once. */
  void locked(Locked operations, Path segment) {
    lockedRecords.addAndGet(operations.count());
    say(
        "queue file %s holds %d operation(s) that only key %s opens; they stay there; put the key"
                .formatted(segment, operations.count(), String.join(", ", operations.needed()))
            + " into queue.key-file as a further line and restart");
  }

  /** Operations that wait for a key. */
  long lockedRecords() {
    return lockedRecords.get();
  }

  void say(String line) {
    try {
      log.accept(line);
    } catch (RuntimeException e) {
      // A log that fails must not fail the queue, and there is no other place to tell it.
    }
  }

  long corruptRecords() {
    return corruptRecords.get();
  }

  /** Null = operations are accepted. */
  String trouble() {
    return trouble;
  }

  private synchronized void clearTrouble() {
    if (trouble != null) {
      trouble = null;
      say("queue accepts operations again");
    }
  }

  /** By distance, not by order: a clock that was set back must not silence us. */
  private boolean isDue(long last) {
    return Math.abs(clock.millis() - last) >= REPEAT_MILLIS;
  }
}
