package customerio.agent.queue.disk;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
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
  private final Set<Path> leftAlone = new HashSet<>();
  private final AtomicLong lockedRecords = new AtomicLong();
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

  /** What becomes of the damaged bytes of a file. */
  enum Fate {
    /** As {@link Quarantine} does it. */
    COPIED("the damaged bytes are kept in dead/*" + Quarantine.SUFFIX),
    /** As a whole. */
    SET_ASIDE("the file is kept in dead/*" + DeadLetterFiles.UNREADABLE),
    /** Until the next start looks at it again. */
    STAYS("the damaged bytes cannot be copied now, and the file stays until they can");

    private final String sentence;

    Fate(String sentence) {
      this.sentence = sentence;
    }
  }

  void damaged(Path file, DamagedRegions damage, int intact, Fate fate) {
    corruptRecords.addAndGet(damage.places());
    say(
        "queue file %s is damaged in %d place(s), %d bytes, the first at %d: its %d intact"
                .formatted(
                    file, damage.places(), damage.bytes(), damage.all().get(0).from(), intact)
            + " operations are kept; "
            + fate.sentence
            + ", see docs/queue.md");
  }

  void damagedOutcomes(Path file, DamagedRegions damage) {
    corruptRecords.addAndGet(damage.places());
    say(
        "queue file %s is damaged in %d place(s), %d bytes, the first at %d: what it says there is"
                .formatted(file, damage.places(), damage.bytes(), damage.all().get(0).from())
            + " not known, so some operations may be delivered again under their old ids; "
            + Fate.COPIED.sentence
            + ", see docs/queue.md");
  }

  /** By a disk that wrote a block to the wrong place. */
  void misplaced(Path file, DamagedRegions records, Fate fate) {
    corruptRecords.addAndGet(records.places());
    say(
        "queue file %s holds %d record(s) of another segment, the first at %d: they are delivered"
                .formatted(file, records.places(), records.all().get(0).from())
            + " from there, if they are there; "
            + fate.sentence
            + ", see docs/queue.md");
  }

  /** Files of dead letters are never rewritten, so what is damaged stays in them. */
  void damagedLetters(Path file, DamagedRegions damage, int intact) {
    corruptRecords.addAndGet(damage.places());
    say(
        "queue file %s is damaged in %d place(s), %d bytes, the first at %d: its %d intact dead"
                .formatted(
                    file, damage.places(), damage.bytes(), damage.all().get(0).from(), intact)
            + " letters are kept, and the damaged bytes with them, see docs/queue.md");
  }

  /** Nothing of ours is there to be kept, but an operation may have been. */
  void endsInZeros(Path file, long bytes) {
    corruptRecords.incrementAndGet();
    say(
        "queue file %s ends in %d zeros: the machine died before what was written last had reached"
                .formatted(file, bytes)
            + " its disk, so the operations of that moment are missing; queue.durability=fsync"
            + " keeps them");
  }

  /** They were in it when it was taken over. */
  void missing(Path file, int operations) {
    corruptRecords.addAndGet(operations);
    say(
        "%d operation(s) can no longer be found in queue file %s; it is left to the next start,"
                .formatted(operations, file)
            + " which looks again");
  }

  /** Said and counted once for each file, however often it is found. */
  synchronized void leftAlone(Path file, String why) {
    if (leftAlone.add(file)) {
      say(
          "queue file %s %s: left as it is for the agent version that wrote it; start that version"
                  .formatted(file, why)
              + " to deliver what is in it, or remove the file");
    }
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

  void say(String line) {
    try {
      log.accept(line);
    } catch (RuntimeException | Error e) {
      // A log that fails must not fail the queue, and there is no other place to tell it: an
      // append that has succeeded would be refused, and its call be made twice.
    }
  }

  synchronized long leftAlone() {
    return leftAlone.size();
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
