package customerio.agent.queue.disk;

import customerio.agent.atrest.KeyRing;
import customerio.agent.queue.disk.QueueContents.LetterVisitor;
import customerio.agent.queue.disk.QueueContents.PendingVisitor;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Ways through journals and dead letters from the oldest on, without holding any lock. */
final class Walks {
  private Walks() {}

  static void pending(Disk disk, Collection<Journal> journals, Place after, PendingVisitor visitor)
      throws IOException {
    List<Journal> byAge =
        journals.stream()
            .sorted(Comparator.comparing(journal -> journal.directory().name()))
            .toList();
    for (Journal journal : byAge) {
      for (Segment segment : journal.segments()) {
        List<JournalTicket> tickets = unsettled(disk, segment);
        if (!pending(journal.directory().name(), tickets, after, visitor)) {
          return;
        }
      }
    }
  }

  private static List<JournalTicket> unsettled(Disk disk, Segment segment) throws IOException {
    try {
      return SegmentCopy.listed(disk, segment);
    } catch (FileNotFoundException | NoSuchFileException e) {
      if (disk.exists(segment.path())) {
        throw e; // which is how a lack of descriptors or rights is said, too
      }
      return List.of(); // all in it was settled meanwhile
    }
  }

  /**
   * @return whether to go on
   */
  static boolean pending(
      String directory, List<JournalTicket> tickets, Place after, PendingVisitor visitor)
      throws IOException {
    for (JournalTicket ticket : tickets) {
      Place place = new Place(directory, ticket.sequence());
      if (place.compareTo(after) > 0 && !visitor.visit(place, ticket)) {
        return false;
      }
    }
    return true;
  }

  /**
   * @param files in the order of their names
   */
  static void deadLetters(
      Disk disk, KeyRing keys, List<Path> files, Place after, LetterVisitor visitor)
      throws IOException {
    for (Path file : files) {
      String name = file.getFileName().toString();
      if (name.compareTo(after.file()) >= 0 && !deadLetters(disk, keys, file, after, visitor)) {
        return;
      }
    }
  }

  private static boolean deadLetters(
      Disk disk, KeyRing keys, Path file, Place after, LetterVisitor visitor) throws IOException {
    String name = file.getFileName().toString();
    boolean[] on = {true};
    try {
      DeadLetterFiles.walk(
          disk,
          file,
          keys,
          (letter, offset) -> {
            Place place = new Place(name, offset);
            if (on[0] && place.compareTo(after) > 0) {
              on[0] = visitor.visit(place, letter);
            }
          });
    } catch (FileNotFoundException | NoSuchFileException e) {
      if (disk.exists(file)) {
        throw e; // which is how a lack of descriptors or rights is said, too
      }
      // purged meanwhile, or taken over by another JVM
    }
    return on[0];
  }
}
