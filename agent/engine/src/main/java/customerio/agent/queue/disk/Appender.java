package customerio.agent.queue.disk;

import customerio.agent.queue.QueueFullException;
import customerio.agent.queue.Routing;
import customerio.agent.queue.Ticket;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes operations to this JVM's journal, on the threads that bring them: one lock around one
 * {@code write()}. Without a usable directory each append tries again to get one.
 */
final class Appender {
  private final Disk disk;
  private final Path app;
  private final DiskQueueSettings settings;
  private final Clock clock;
  private final Usage usage;
  private final Incidents incidents;
  private final PayloadCache cache;
  private final Journals journals;
  private final Settler settler;

  private final ReentrantLock lock = new ReentrantLock();
  private final IntervalSync background;
  private long nextSequence = 1;
  private int nextTurn = Ticket.FIRST_OWN_TURN;
  private ActiveSegment active;
  private volatile boolean closed;

  Appender(
      Disk disk,
      Path app,
      DiskQueueSettings settings,
      Clock clock,
      Usage usage,
      Incidents incidents,
      PayloadCache cache,
      Journals journals,
      Settler settler) {
    this.disk = disk;
    this.app = app;
    this.settings = settings;
    this.clock = clock;
    this.usage = usage;
    this.incidents = incidents;
    this.cache = cache;
    this.journals = journals;
    this.settler = settler;
    this.background =
        settings.durability() == Durability.INTERVAL
            ? new IntervalSync(settings.syncInterval(), this::sync)
            : null;
  }

  /** Tries to get a directory now; if there is none, each append tries again. Never throws. */
  void open() {
    lock.lock();
    try {
      ensureDirectory();
    } catch (IOException e) {
      incidents.appendsFail(cannotWrite(e));
    } finally {
      lock.unlock();
    }
    if (background != null) {
      background.start();
    }
  }

  JournalTicket append(Routing routing, long capturedAtMillis, byte[] payload)
      throws QueueFullException, IOException {
    if (closed) {
      throw new IOException("the queue is closed");
    }
    try {
      JournalTicket ticket = durably(routing, capturedAtMillis, payload);
      incidents.appendsWork();
      return ticket;
    } catch (QueueFullException e) {
      incidents.appendsFail(e.getMessage());
      throw e;
    } catch (IOException e) {
      incidents.appendsFail(cannotWrite(e));
      throw e;
    }
  }

  /** Makes durable what was written so far; what this file fails to keep goes into a copy. */
  void sync() {
    ActiveSegment syncing = active();
    if (syncing == null) {
      return;
    }
    try {
      syncing.commit().awaitAll();
    } catch (IOException e) {
      lock.lock();
      try {
        abandon(syncing, e);
      } finally {
        lock.unlock();
      }
    }
  }

  /** Tells whether the directory is still there; if somebody removed it, appends get a new one. */
  void checkDirectory() {
    lock.lock();
    try {
      Journal own = journals.own();
      if (own != null && !own.directory().exists()) {
        incidents.say(
            "queue directory %s was removed from under us; going on in a new one"
                .formatted(own.directory().path()));
        seal();
        journals.disown();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Nothing can be appended any more. Never throws. */
  void close() {
    closed = true; // first, so that nothing is written after the sync
    sync();
    lock.lock();
    try {
      seal();
    } finally {
      lock.unlock();
    }
    if (background != null) {
      background.close();
    }
  }

  private JournalTicket durably(Routing routing, long capturedAtMillis, byte[] payload)
      throws QueueFullException, IOException {
    JournalTicket ticket;
    ActiveSegment written;
    long end;
    lock.lock();
    try {
      prepare(RecordFormat.framedBytes(settings.keys().storedBytes(payload.length)));
      written = active;
      ticket = written.append(nextSequence, capturedAtMillis, routing, payload);
      nextSequence++;
      end = written.end();
    } finally {
      lock.unlock();
    }
    if (settings.durability() == Durability.FSYNC) {
      await(written, ticket, end);
    } else if (background != null) {
      background.written();
    }
    return ticket;
  }

  private static void await(ActiveSegment written, JournalTicket ticket, long end)
      throws IOException {
    boolean durable = false;
    try {
      written.commit().await(end);
      durable = true;
    } finally {
      if (!durable) {
        written.forget(ticket);
      }
    }
  }

  private void prepare(long framedBytes) throws QueueFullException, IOException {
    if (closed) {
      throw new IOException("the queue is closed");
    }
    mend();
    ensureDirectory();
    if (active != null && !active.hasRoomFor(framedBytes, settings.segmentBytes())) {
      roll();
    }
    requireRoom(framedBytes + (active == null ? SegmentHeader.BYTES : 0));
    if (active == null) {
      start();
    }
  }

  /** Takes back what earlier failures left, or leaves the file to recovery if even that fails. */
  private void mend() {
    if (active == null) {
      return;
    }
    try {
      if (active.isUnfinished()) {
        nextSequence++; // should the cut fail, its number must not come twice
        active.takeBackUnfinished();
      }
    } catch (IOException e) {
      seal();
    }
    if (active != null && active.commit().failure() != null) {
      abandon(active, active.commit().failure());
    }
  }

  /** No append goes to a file that the kernel failed to write, and no second sync either. */
  private void abandon(ActiveSegment broken, IOException why) {
    if (active != broken) {
      return; // another thread has done it
    }
    incidents.upkeepFails("sync " + broken.segment().path().getFileName(), why);
    if (settings.durability() == Durability.FSYNC) {
      broken.cutToDurable();
      seal();
    } else {
      seal();
      settler.rewrite(broken.segment());
    }
  }

  private void roll() {
    ActiveSegment full = active;
    try {
      if (settings.durability() != Durability.PROCESS) {
        full.commit().awaitAll();
      }
      seal();
    } catch (IOException e) {
      abandon(full, e);
    }
  }

  private void ensureDirectory() throws IOException {
    if (journals.own() == null) {
      journals.own(new Journal(disk, InstanceDirectory.create(disk, app, clock), usage));
    }
  }

  private void requireRoom(long bytes) throws QueueFullException {
    if (usage.pending() >= settings.maxOperations()) {
      throw new QueueFullException(
          "the queue is full: %d undelivered operations, all that this heap has room for (-Xmx)"
              .formatted(usage.pending()));
    }
    if (usage.bytes() + bytes > settings.maxBytes()) {
      if (active != null && active.segment().unsettled() == 0) {
        seal();
      }
      settler.removeSpent();
    }
    if (usage.bytes() + bytes > settings.maxBytes()) {
      throw new QueueFullException(
          "the queue is full: %d undelivered operations, %d of %d bytes (queue.max-bytes)"
              .formatted(usage.pending(), usage.bytes(), settings.maxBytes()));
    }
  }

  private void start() throws QueueFullException, IOException {
    InstanceDirectory directory = journals.own().directory();
    if (settings.minFreeBytes() > 0
        && disk.usableBytes(directory.path()) < settings.minFreeBytes()) {
      throw new QueueFullException(
          "the partition of %s has less than the %d free bytes that are left to others"
              .formatted(directory.path(), settings.minFreeBytes()));
    }
    long base = nextSequence;
    nextSequence++; // if what follows fails, a file of this name may be left
    try {
      active =
          ActiveSegment.start(
              disk, directory, base, clock, usage, cache, nextTurn++, settings.keys());
    } catch (NoSuchFileException e) {
      journals.disown(); // somebody removed the directory; the next append gets a new one
      throw e;
    }
    journals.own().add(active.segment());
    syncEntry(directory);
  }

  /** A synced file without a durable name is lost with the machine all the same. */
  private void syncEntry(InstanceDirectory directory) throws IOException {
    if (settings.durability() == Durability.PROCESS) {
      return;
    }
    boolean synced = false;
    try {
      disk.syncDirectory(directory.path());
      disk.syncDirectory(app);
      synced = true;
    } finally {
      if (!synced) {
        seal();
      }
    }
  }

  private String cannotWrite(IOException why) {
    String kind = why.getClass() == IOException.class ? "" : why.getClass().getSimpleName() + " ";
    return "cannot write to " + app + ": " + kind + why.getMessage();
  }

  private ActiveSegment active() {
    lock.lock();
    try {
      return active;
    } finally {
      lock.unlock();
    }
  }

  private void seal() {
    if (active != null) {
      active.seal();
      active = null;
    }
  }
}
