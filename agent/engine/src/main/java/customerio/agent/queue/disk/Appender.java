package customerio.agent.queue.disk;

import customerio.agent.queue.QueueFullException;
import customerio.agent.queue.Routing;
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
  private final OwnDirectory place;
  private final DiskQueueSettings settings;
  private final Incidents incidents;
  private final Journals journals;
  private final Settler settler;
  private final FreeSpace free;
  private final Bounds bounds;
  private final SegmentStart starts;
  private final WhenFull whenFull;

  private final ReentrantLock lock = new ReentrantLock();
  private final IntervalSync background;

  /** Null: every operation goes into a file at once. */
  private final HeapSegments heap;

  private boolean ending;
  private long nextSequence = 1;
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
      Settler settler,
      WhenFull whenFull) {
    this.disk = disk;
    this.place = new OwnDirectory(disk, app, settings, clock, usage, incidents, journals);
    this.settings = settings;
    this.incidents = incidents;
    this.journals = journals;
    this.settler = settler;
    this.whenFull = whenFull;
    this.free = new FreeSpace(disk, settings.minFreeBytes());
    this.starts = new SegmentStart(disk, settings, clock, usage, cache, journals, free);
    boolean inHeap = settings.durability() == Durability.MEMORY;
    heap = inHeap ? new HeapSegments(disk, settings, clock, usage, settler, free) : null;
    background =
        switch (settings.durability()) {
          case MEMORY -> new IntervalSync(HeapSegments.LOOKS, this::lookAtHeap);
          case INTERVAL -> new IntervalSync(settings.syncInterval(), this::sync);
          default -> null;
        };
    bounds = new Bounds(settings, usage, settler, heap);
  }

  /** Tries to get a directory now; if there is none, each append tries again. Never throws. */
  void open() {
    lock.lock();
    try {
      place.ensure();
    } catch (IOException e) {
      incidents.appendsFail(place.cannotWrite(e));
    } finally {
      lock.unlock();
    }
    if (background != null) {
      background.start();
    }
  }

  JournalTicket append(Routing routing, long capturedAtMillis, byte[] payload)
      throws QueueFullException, IOException {
    requireOpen();
    try {
      JournalTicket ticket = insistently(routing, capturedAtMillis, payload);
      incidents.appendsWork();
      return ticket;
    } catch (QueueFullException e) {
      incidents.appendsFail(e.getMessage());
      throw e;
    } catch (IOException e) {
      incidents.appendsFail(place.cannotWrite(e));
      throw e;
    }
  }

  /** Makes durable what was written so far; what this file fails to keep goes into a copy. */
  void sync() {
    ActiveSegment syncing;
    lock.lock();
    try {
      syncing = active;
    } finally {
      lock.unlock();
    }
    if (syncing == null) {
      return;
    }
    try {
      syncing.commit().awaitAll();
      if (!settler.owesCopies()) {
        incidents.syncsWork();
      }
    } catch (IOException e) {
      lock.lock();
      try {
        abandon(syncing, e);
      } finally {
        lock.unlock();
      }
    }
  }

  /** What is in the heap alone is on disk afterwards, or this throws. */
  void writeHeap() throws IOException {
    if (heap != null) {
      heap.writeNow();
    }
  }

  /** The end is near: nothing stays, and nothing more is put, into the heap alone. Never throws. */
  void persist() {
    lock.lock();
    try {
      ending = true;
      if (heap != null) {
        heap.writeAll();
      }
    } catch (IOException e) {
      incidents.unwritten(heap.operations(), place.cannotWrite(e));
    } finally {
      lock.unlock();
    }
    if (settings.durability() == Durability.INTERVAL) {
      sync();
    }
  }

  /** An application that has fallen silent is to know, too, when operations are accepted again. */
  void tryAgain() {
    if (incidents.trouble() == null || closed) {
      return;
    }
    lock.lock();
    try {
      if (heap == null || ending) {
        mend();
        if (active != null) {
          roll(); // from now on it can be removed, or copied if little of it is left
        }
        settler.upkeep();
      } else {
        heap.look();
      }
      InstanceDirectory directory = place.ensure().directory();
      bounds.require(Probe.BYTES, this::giveBackActive);
      free.require(directory.path());
      Probe.write(disk, directory, settings.durability());
      incidents.appendsWork();
    } catch (QueueFullException e) {
      incidents.appendsFail(e.getMessage());
    } catch (IOException e) {
      incidents.appendsFail(place.cannotWrite(e));
    } finally {
      lock.unlock();
    }
  }

  /** Tells whether the directory is still there; if somebody removed it, appends get a new one. */
  void checkDirectory() {
    lock.lock();
    try {
      place.check(heap != null && !ending, this::seal);
    } catch (IOException e) {
      incidents.appendsFail(place.cannotWrite(e));
    } finally {
      lock.unlock();
    }
  }

  /** Nothing can be appended any more. Never throws. */
  void close() {
    closed = true; // first, so that nothing is written after the sync
    persist();
    if (settings.durability() != Durability.INTERVAL) {
      sync();
    }
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

  private JournalTicket insistently(Routing routing, long capturedAtMillis, byte[] payload)
      throws QueueFullException, IOException {
    try {
      return durably(routing, capturedAtMillis, payload);
    } catch (QueueFullException full) {
      return whenFull.insist(() -> durably(routing, capturedAtMillis, payload), full);
    }
  }

  private JournalTicket durably(Routing routing, long capturedAtMillis, byte[] payload)
      throws QueueFullException, IOException {
    JournalTicket ticket;
    ActiveSegment written;
    long end;
    lock.lock();
    try {
      if (heap != null && !ending) {
        return inHeap(routing, capturedAtMillis, payload);
      }
      prepare(RecordFormat.framedBytes(settings.keys().storedBytes(payload.length)));
      written = active;
      ticket = written.append(nextSequence, capturedAtMillis, routing, payload);
      nextSequence++;
      end = written.end();
    } finally {
      endAppend();
    }
    if (settings.durability() == Durability.FSYNC) {
      await(written, ticket, end);
    } else if (background != null) {
      background.written();
    }
    return ticket;
  }

  /** What failed is taken back at once: the process may not live to the next append. */
  private void endAppend() {
    try {
      if (active != null && active.isUnfinished()) {
        mend();
      }
    } finally {
      lock.unlock();
    }
  }

  private JournalTicket inHeap(Routing routing, long capturedAtMillis, byte[] payload)
      throws QueueFullException, IOException {
    requireOpen();
    place.ensure(); // or there would be no place for what must leave the heap
    bounds.require(
        RecordFormat.framedBytes(settings.keys().storedBytes(payload.length)),
        this::giveBackActive);
    JournalTicket ticket = heap.append(journals, nextSequence, capturedAtMillis, routing, payload);
    nextSequence++;
    background.written();
    return ticket;
  }

  private void lookAtHeap() {
    boolean healing = !heap.isWell();
    try {
      if (heap.look()) {
        background.written();
      }
      if (healing) {
        incidents.appendsWork();
      }
    } catch (NoSuchFileException e) {
      checkDirectory();
      background.written();
    } catch (IOException e) {
      incidents.appendsFail(place.cannotWrite(e));
      background.written();
    }
  }

  private void await(ActiveSegment written, JournalTicket ticket, long end) throws IOException {
    boolean durable = false;
    try {
      written.commit().await(end);
      durable = true;
    } finally {
      if (!durable) {
        written.forget(ticket);
        takeBack(written, ticket);
      }
    }
  }

  /** At once: the process may not live to the next append, and the next would deliver it. */
  private void takeBack(ActiveSegment written, JournalTicket refused) {
    lock.lock();
    try {
      abandon(written, written.commit().failure());
      settler.refuse(written.segment(), refused.sequence());
    } finally {
      lock.unlock();
    }
  }

  private void prepare(long framedBytes) throws QueueFullException, IOException {
    requireOpen();
    mend();
    place.ensure();
    if (incidents.trouble() != null) {
      giveBackActive(); // the space that is missing may be ours
    }
    if (active != null && !active.hasRoomFor(framedBytes, settings.segmentBytes())) {
      roll();
    }
    bounds.require(framedBytes + (active == null ? SegmentHeader.BYTES : 0), this::giveBackActive);
    if (active == null) {
      active = starts.begin(nextSequence++);
    }
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new IOException("the queue is closed");
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
      settler.refuse(active.segment(), nextSequence - 1);
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
      incidents.syncFails(why);
      settler.rewrite(broken.segment());
    }
  }

  private void roll() {
    ActiveSegment full = active;
    try {
      if (settings.durability().outlivesMachine()) {
        full.commit().awaitAll();
      }
      seal();
    } catch (IOException e) {
      abandon(full, e);
    }
  }

  private void giveBackActive() {
    if (active != null && active.segment().unsettled() == 0) {
      seal();
      settler.removeSpent();
    }
  }

  private void seal() {
    if (active != null) {
      active.seal();
      active = null;
    }
  }
}
