package customerio.agent.queue.disk;

import customerio.agent.queue.Ticket;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Takes over the directories of JVMs that are no longer alive, oldest generation first; all of
 * them, even if they are more than the bound together: whatever was left out would be overtaken by
 * what is said now. Thread-safe; never throws.
 */
final class Adoption {
  private final Disk disk;
  private final Path app;
  private final Usage usage;
  private final Incidents incidents;
  private final Journals journals;
  private final Recovery recovery;
  private final DeadLetters deadLetters;
  private final Quarantine quarantine;
  private final Settler settler;
  private final Copies copies;

  /** Once taken over, a directory is done with, even if something foreign keeps it from going. */
  private final Set<String> takenOver = new HashSet<>();

  Adoption(
      Disk disk,
      Path app,
      Usage usage,
      Incidents incidents,
      Journals journals,
      Recovery recovery,
      DeadLetters deadLetters,
      Quarantine quarantine,
      Settler settler) {
    this.disk = disk;
    this.app = app;
    this.usage = usage;
    this.incidents = incidents;
    this.journals = journals;
    this.recovery = recovery;
    this.deadLetters = deadLetters;
    this.quarantine = quarantine;
    this.settler = settler;
    this.copies = new Copies(disk, app, incidents);
  }

  synchronized int adopt(Consumer<Ticket> seen) {
    Deque<InstanceDirectory> claimed = new ArrayDeque<>();
    try {
      siblings().forEach(name -> claim(name, claimed));
      copies.setAside(claimed, all(), this::isInUse);
      // All letters first: the one about an operation may lie with a younger JVM that adopted it.
      claimed.forEach(this::takeOverLetters);
      // Read once for all: what is given up from now on is none of what is still to be recovered.
      Map<UUID, Set<Long>> buried = claimed.isEmpty() ? Map.of() : deadLetters.sequences();
      int adopted = 0;
      while (!claimed.isEmpty()) {
        adopted += tryToAdopt(claimed.poll(), buried, seen);
      }
      return adopted;
    } finally {
      claimed.forEach(InstanceDirectory::release);
    }
  }

  private void claim(String name, Deque<InstanceDirectory> into) {
    try {
      InstanceDirectory directory = InstanceDirectory.claim(disk, app, name);
      if (directory != null) {
        into.add(directory);
      }
    } catch (NoSuchFileException e) {
      // Another JVM was quicker, and has removed it.
    } catch (IOException e) {
      incidents.upkeepFails("take over " + name, e);
    }
  }

  private boolean isInUse(String name) {
    Journal own = journals.own();
    return takenOver.contains(name) || (own != null && own.directory().name().equals(name));
  }

  private void takeOverLetters(InstanceDirectory directory) {
    try {
      deadLetters.takeOver(directory);
    } catch (IOException e) {
      incidents.upkeepFails("take over the dead letters of " + directory.name(), e);
    }
  }

  synchronized List<Path> notTaken() {
    Journal own = journals.own();
    return siblings().stream()
        .filter(name -> own == null || !name.equals(own.directory().name()))
        .map(app::resolve)
        .toList();
  }

  private List<String> siblings() {
    List<String> names = new ArrayList<>(all());
    names.removeAll(takenOver);
    return names;
  }

  private List<String> all() {
    if (!disk.exists(app)) {
      return List.of();
    }
    try {
      List<String> names = new ArrayList<>(disk.list(app));
      names.removeIf(name -> InstanceName.parse(name) == null);
      return names;
    } catch (NotDirectoryException e) {
      return List.of(); // why nothing can be appended is said already
    } catch (IOException e) {
      incidents.upkeepFails("look for what other JVMs left in " + app, e);
      return List.of();
    }
  }

  private int tryToAdopt(
      InstanceDirectory directory, Map<UUID, Set<Long>> buried, Consumer<Ticket> seen) {
    try {
      return adopt(directory, buried, seen);
    } catch (IOException e) {
      incidents.upkeepFails("take over " + directory.name(), e);
      return 0;
    }
  }

  private int adopt(InstanceDirectory directory, Map<UUID, Set<Long>> buried, Consumer<Ticket> seen)
      throws IOException {
    Journal journal = null;
    boolean adopted = false;
    try {
      Recovery.Result found = recovery.recover(directory, buried, ticket -> tell(ticket, seen));
      journal = found.journal();
      keepUnreadable(directory, found.unreadable());
      int operations = journal.segments().stream().mapToInt(Segment::unsettled).sum();
      takenOver.add(directory.name());
      usage.pending(operations);
      journals.adopt(journal);
      adopted = true;
      settler.upkeep(); // what holds nothing goes at once
      return operations;
    } finally {
      if (!adopted) { // whatever stopped it, the next minute takes it over, or another JVM
        takenOver.remove(directory.name());
        giveBack(directory, journal);
      }
    }
  }

  private static void giveBack(InstanceDirectory directory, Journal recovered) {
    if (recovered == null) {
      directory.release();
    } else {
      recovered.leave();
    }
  }

  private void keepUnreadable(InstanceDirectory directory, List<Path> unreadable) {
    try {
      deadLetters.takeOver(directory, unreadable);
      quarantine.takeOver(directory);
    } catch (IOException e) {
      incidents.upkeepFails("keep what nobody can read of " + directory.name(), e);
    }
  }

  private void tell(Ticket ticket, Consumer<Ticket> seen) {
    try {
      seen.accept(ticket);
    } catch (RuntimeException e) {
      incidents.upkeepFails("tell of an operation", e);
    }
  }
}
