package customerio.agent.queue.disk;

import customerio.agent.queue.Ticket;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Takes over the directories of JVMs that are no longer alive, oldest generation first.
 * Thread-safe; never throws.
 */
final class Adoption {
  private final Disk disk;
  private final Path app;
  private final long maxBytes;
  private final Usage usage;
  private final Incidents incidents;
  private final Journals journals;
  private final Recovery recovery;
  private final DeadLetters deadLetters;
  private final Settler settler;

  /** Once taken over, a directory is done with, even if something foreign keeps it from going. */
  private final Set<String> takenOver = new HashSet<>();

  Adoption(
      Disk disk,
      Path app,
      DiskQueueSettings settings,
      Usage usage,
      Incidents incidents,
      Journals journals,
      Recovery recovery,
      DeadLetters deadLetters,
      Settler settler) {
    this.disk = disk;
    this.app = app;
    this.maxBytes = settings.maxBytes();
    this.usage = usage;
    this.incidents = incidents;
    this.journals = journals;
    this.recovery = recovery;
    this.deadLetters = deadLetters;
    this.settler = settler;
  }

  synchronized int adopt(Consumer<Ticket> receiver) {
    int adopted = 0;
    for (String name : siblings()) {
      try {
        InstanceDirectory directory = InstanceDirectory.claim(disk, app, name);
        if (directory == null) {
          continue;
        }
        if (journals.hasAdopted() && usage.bytes() + bytes(directory) > maxBytes) {
          directory.release();
          break; // its turn comes when older ones have been delivered
        }
        adopted += adopt(directory, receiver);
      } catch (NoSuchFileException e) {
        // Another JVM was quicker, and has removed it.
      } catch (IOException e) {
        incidents.upkeepFails("take over " + name, e);
      }
    }
    return adopted;
  }

  synchronized List<Path> notTaken() {
    Journal own = journals.own();
    return siblings().stream()
        .filter(name -> own == null || !name.equals(own.directory().name()))
        .map(app::resolve)
        .toList();
  }

  private List<String> siblings() {
    if (!disk.exists(app)) {
      return List.of();
    }
    try {
      List<String> names = new ArrayList<>(disk.list(app));
      names.removeIf(name -> InstanceName.parse(name) == null || takenOver.contains(name));
      return names;
    } catch (NotDirectoryException e) {
      return List.of(); // why nothing can be appended is said already
    } catch (IOException e) {
      incidents.upkeepFails("look for what other JVMs left in " + app, e);
      return List.of();
    }
  }

  private int adopt(InstanceDirectory directory, Consumer<Ticket> receiver) throws IOException {
    Recovery.Result found;
    boolean recovered = false;
    try {
      found = recovery.recover(directory);
      recovered = true;
    } finally {
      if (!recovered) {
        directory.release();
      }
    }
    takenOver.add(directory.name());
    try {
      deadLetters.takeOver(directory, found.unreadable());
    } catch (IOException e) {
      incidents.upkeepFails("take over the dead letters of " + directory.name(), e);
    }
    List<JournalTicket> tickets = new ArrayList<>();
    found
        .journal()
        .segments()
        .forEach(segment -> tickets.addAll(List.of(segment.unsettledTickets())));
    usage.pending(tickets.size());
    journals.adopt(found.journal());
    tickets.forEach(ticket -> hand(ticket, receiver));
    settler.upkeep(); // what holds nothing goes at once
    return tickets.size();
  }

  private void hand(JournalTicket ticket, Consumer<Ticket> receiver) {
    try {
      receiver.accept(ticket);
    } catch (RuntimeException e) {
      incidents.upkeepFails("hand over an operation", e);
    }
  }

  private long bytes(InstanceDirectory directory) throws IOException {
    long bytes = 0;
    for (String name : disk.list(directory.path())) {
      if (SegmentFiles.isRecords(name)) {
        bytes += disk.size(directory.path().resolve(name));
      }
    }
    return bytes;
  }
}
