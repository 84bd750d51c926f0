package customerio.agent.queue.disk;

import customerio.agent.atrest.KeyRing;
import customerio.agent.queue.DurableQueue;
import customerio.agent.queue.QueueFullException;
import customerio.agent.queue.QueueState;
import customerio.agent.queue.Routing;
import customerio.agent.queue.Settlement;
import customerio.agent.queue.Shelved;
import customerio.agent.queue.Ticket;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A queue in the files of a local directory. The package description tells how they look.
 *
 * <p>A payload belongs to the queue from {@link #append} on, and an array got from {@link #read} is
 * the queue's: neither may be changed, for it may be the one that is cached.
 */
public final class DiskQueue implements DurableQueue, QueueContents {
  private final Disk disk;
  private final KeyRing keys;
  private final Usage usage = new Usage();
  private final Journals journals = new Journals();
  private final Incidents incidents;
  private final DeadLetters deadLetters;
  private final Quarantine quarantine;
  private final Settler settler;
  private final OldestOut dropping;
  private final Appender appender;
  private final Adoption adoption;
  private final Unshelving unshelving;
  private final PayloadCache cache;

  private volatile Consumer<Ticket> listener;
  private volatile boolean adopted;
  private volatile boolean closed;

  private DiskQueue(
      Disk disk, Path app, DiskQueueSettings settings, Clock clock, Consumer<String> log) {
    this.disk = disk;
    keys = settings.keys();
    incidents = new Incidents(clock, log);
    cache = new PayloadCache(settings.cacheBytes());
    quarantine = new Quarantine(disk, settings, usage, incidents, journals);
    deadLetters = new DeadLetters(disk, settings, clock, usage, incidents, journals, quarantine);
    settler = new Settler(disk, settings, clock, usage, incidents, cache, journals, deadLetters);
    dropping = new OldestOut(disk, settings, usage, incidents, journals, settler);
    appender =
        new Appender(
            disk,
            app,
            settings,
            clock,
            usage,
            incidents,
            cache,
            journals,
            settler,
            whenFull(settings));
    Recovery recovery = new Recovery(disk, clock, usage, incidents, quarantine, settings.keys());
    adoption =
        new Adoption(
            disk, app, usage, incidents, journals, recovery, deadLetters, quarantine, settler);
    unshelving = new Unshelving(disk, clock, usage, incidents, journals);
  }

  private WhenFull whenFull(DiskQueueSettings settings) {
    return switch (settings.fullPolicy()) {
      case PASS_THROUGH -> WhenFull.REFUSE;
      case BLOCK -> new WaitForRoom(usage.vacancies(), incidents, settings.fullTimeout());
      case DROP_OLDEST -> dropping;
    };
  }

  /**
   * Opens a queue in a directory of its own below the application's. Takes a few system calls: what
   * earlier JVMs left is only looked at by {@link #adopt}. Always returns a queue; if the directory
   * cannot be used, its appends fail and its state says why, until the directory can be used.
   *
   * @param appDirectory shared by the JVMs of one application, and by nobody else
   * @param log gets one line for each thing that people should know
   */
  public static DiskQueue open(
      Path appDirectory, DiskQueueSettings settings, Clock clock, Consumer<String> log) {
    return open(new LocalDisk(), appDirectory, settings, clock, log);
  }

  static DiskQueue open(
      Disk disk, Path appDirectory, DiskQueueSettings settings, Clock clock, Consumer<String> log) {
    DiskQueue queue =
        new DiskQueue(disk, appDirectory.toAbsolutePath().normalize(), settings, clock, log);
    queue.appender.open();
    return queue;
  }

  @Override
  public Ticket append(Routing routing, long capturedAtMillis, byte[] payload)
      throws QueueFullException, IOException {
    JournalTicket ticket = appender.append(routing, capturedAtMillis, payload);
    try {
      Consumer<Ticket> told = listener;
      if (told != null) {
        told.accept(ticket);
      }
    } catch (RuntimeException | Error e) {
      // It is accepted and on disk: the caller must not hear otherwise.
      report(e);
    }
    return ticket;
  }

  /** Near the end of the application's stack, or of its heap, a report fails like the rest. */
  private void report(Throwable fault) {
    try {
      incidents.upkeepFails("pass on an operation", fault);
    } catch (RuntimeException | Error unreportable) {
      // the next start delivers the operation
    }
  }

  @Override
  public byte[] read(Ticket ticket) throws IOException {
    if (closed || !(ticket instanceof JournalTicket known)) {
      throw new IOException(closed ? "the queue is closed" : "not a ticket of this queue");
    }
    byte[] cached = known.payload;
    return cached == null ? known.segment.read(known) : cached;
  }

  @Override
  public void settle(List<Ticket> tickets, Settlement settlement) {
    if (!closed) {
      settler.settle(tickets, settlement);
    }
  }

  @Override
  public boolean begin(List<Ticket> tickets) {
    List<JournalTicket> begun = new ArrayList<>(tickets.size());
    for (Ticket ticket : tickets) {
      if (ticket instanceof JournalTicket known && !known.isBegun()) {
        if (!known.begin()) {
          begun.forEach(JournalTicket::release);
          return false;
        }
        begun.add(known);
      }
    }
    return true;
  }

  @Override
  public void release(List<Ticket> tickets) {
    for (Ticket ticket : tickets) {
      if (ticket instanceof JournalTicket known) {
        known.release();
      }
    }
  }

  @Override
  public boolean withdraw(Ticket ticket) {
    if (closed || !(ticket instanceof JournalTicket known)) {
      return false;
    }
    JournalTicket withdrawn = known.segment.withdraw(known);
    if (withdrawn == null) {
      return false;
    }
    settle(List.of(withdrawn), new Settlement.Withdrawn());
    return true;
  }

  @Override
  public boolean isWithdrawn(Ticket ticket) {
    return ticket instanceof JournalTicket known && known.isWithdrawn();
  }

  @Override
  public void discard(List<Ticket> tickets) {
    List<Ticket> discarded = new ArrayList<>(tickets.size());
    for (Ticket ticket : tickets) {
      if (ticket instanceof JournalTicket known) {
        JournalTicket standing = known.segment.standing(known);
        if (standing != null) {
          standing.discard();
          discarded.add(standing);
        }
      }
    }
    settle(discarded, new Settlement.Withdrawn());
  }

  @Override
  public void onAppend(Consumer<Ticket> listener) {
    this.listener = listener;
  }

  @Override
  public void onDropped(Consumer<List<Ticket>> listener) {
    dropping.onDropped(listener);
  }

  @Override
  public int adopt(Consumer<Ticket> seen) {
    if (closed) {
      return 0;
    }
    appender.checkDirectory();
    settler.upkeep();
    appender.tryAgain();
    int operations = adoption.adopt(seen);
    adopted = true;
    if (closed) {
      settler.close(); // closed meanwhile: what was taken over must not stay held
    }
    return operations;
  }

  @Override
  public boolean shelve(Ticket ticket) {
    if (!(ticket instanceof JournalTicket known) || !known.segment.shelve(known)) {
      return false;
    }
    if (!known.segment.isInHeap()) { // there the ticket is the only place of the payload
      cache.remove(known);
    }
    return true;
  }

  @Override
  public int unshelve(long destination, int atMost, Consumer<Ticket> receiver) {
    return closed ? 0 : unshelving.unshelve(destination, atMost, receiver);
  }

  @Override
  public Shelved shelved(long destination) {
    return unshelving.shelved(destination);
  }

  @Override
  public QueueState state() {
    return new QueueState(
        usage.pending(),
        usage.bytes(),
        deadLetters.count(),
        journals.oldestCapturedAtMillis(),
        incidents.corruptRecords(),
        incidents.leftAlone(),
        dropping.dropped(),
        incidents.trouble(),
        incidents.worry(),
        dropping.loss());
  }

  @Override
  public boolean hasBacklog() {
    return !adopted || usage.pending() > 0;
  }

  @Override
  public void persist() {
    appender.persist();
  }

  @Override
  public void walkPending(Place after, PendingVisitor visitor) throws IOException {
    Walks.pending(disk, journals.all(), after, visitor);
  }

  @Override
  public void walkDeadLetters(Place after, LetterVisitor visitor) throws IOException {
    Walks.deadLetters(disk, keys, deadLetters.paths(), after, visitor);
  }

  @Override
  public byte[] payload(Ticket ticket) throws IOException {
    try {
      return read(ticket);
    } catch (IOException e) {
      if (ticket instanceof JournalTicket known && !known.segment.keeps(known)) {
        return null;
      }
      throw e;
    }
  }

  /**
   * Makes what was appended survive the death of the process, and of the machine as far as the
   * medium allows.
   *
   * @throws IOException some of it is in the heap alone
   */
  public void sync() throws IOException {
    appender.writeHeap();
    appender.sync();
  }

  /** Directories of JVMs that {@link #adopt} did not get, as those live or belong to others. */
  public List<Path> notAdopted() {
    return adoption.notTaken();
  }

  /**
   * Removes dead letters that a walk has shown, for good. No other removal may come in between.
   *
   * @throws IOException some are still there
   */
  public void removeDeadLetters(Collection<Place> places) throws IOException {
    Map<String, SortedSet<Long>> byFile = new TreeMap<>();
    for (Place place : places) {
      byFile.computeIfAbsent(place.file(), file -> new TreeSet<>()).add(place.number());
    }
    for (Map.Entry<String, SortedSet<Long>> file : byFile.entrySet()) {
      deadLetters.remove(file.getKey(), file.getValue());
    }
  }

  /** Operations found on disk since start that wait for a key which is not here. */
  public long locked() {
    return incidents.lockedRecords();
  }

  /**
   * Shows the dead letters, oldest first. One that is sealed by a key which is not here has no
   * payload, and its reason says which key.
   *
   * @throws IOException some cannot be read at present
   */
  public void forEachDeadLetter(Consumer<DeadLetter> reader) throws IOException {
    deadLetters.forEach(reader);
  }

  /**
   * Removes all dead letters for good, and with them what is kept of damaged files.
   *
   * @return how many dead letters there were
   */
  public long purgeDeadLetters() throws IOException {
    quarantine.purge();
    return deadLetters.purge();
  }

  @Override
  public void close() {
    closed = true;
    appender.close();
    settler.close();
  }
}
