package customerio.agent.queue.disk;

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
  private volatile String trouble;
  private volatile String worry;
  private long troubleLoggedAt;
  private boolean troubleEverSaid;
  private boolean troubleSaid;
  private long upkeepLoggedAt;
  private boolean upkeepFailed;
  private long droppedLoggedAt;
  private long droppedUnsaid;
  private boolean hasDropped;

  Incidents(Clock clock, Consumer<String> log) {
    this.clock = clock;
    this.log = log;
  }

  /** Operations cannot be accepted. */
  synchronized void appendsFail(String why) {
    trouble = why;
    if (!troubleEverSaid || isDue(troubleLoggedAt)) {
      troubleEverSaid = true;
      troubleSaid = true;
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

  /** What is accepted survives the process, but not the machine. */
  void syncFails(Throwable why) {
    worry = "what was accepted last survives the process, not the machine: it " + why.getMessage();
  }

  void syncsWork() {
    worry = null;
  }

  /** Accepted operations were given up, as the settings say. */
  synchronized void dropped(long operations) {
    droppedUnsaid += operations;
    if (!hasDropped || isDue(droppedLoggedAt)) {
      hasDropped = true;
      droppedLoggedAt = clock.millis();
      say(
          "queue is full: gave up its oldest "
              + droppedUnsaid
              + " undelivered operations for newer ones (queue.full-policy=drop-oldest)");
      droppedUnsaid = 0;
    }
  }

  /** The process ends, and these are nowhere but in its heap. */
  void unwritten(long operations, String why) {
    if (operations > 0) {
      say(
          "queue could not write "
              + operations
              + " operations that are in memory (queue.durability=memory); they are lost unless they"
              + " are delivered before the process ends: "
              + why);
    }
  }

  void corrupt(long records) {
    corruptRecords.addAndGet(records);
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

  /** What somebody should look at although operations are accepted; null = nothing. */
  String worry() {
    return worry;
  }

  private synchronized void clearTrouble() {
    if (trouble != null) {
      trouble = null;
      if (troubleSaid) { // a disk that is full every other moment shall not fill the log
        troubleSaid = false;
        say("queue accepts operations again");
      }
    }
  }

  /** By distance, not by order: a clock that was set back must not silence us. */
  private boolean isDue(long last) {
    return Math.abs(clock.millis() - last) >= REPEAT_MILLIS;
  }
}
