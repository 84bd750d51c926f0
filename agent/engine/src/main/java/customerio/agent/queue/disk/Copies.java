package customerio.agent.queue.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * Directories with the uuid of another one: somebody has restored a snapshot beside the original.
 * Both hold the same operations, and draining both would send each twice. The original is the one
 * that got further; the other is kept under a name that no JVM looks at, for people to decide
 * about. While somebody else holds one of two that are equal, nothing is decided and nothing
 * drained.
 */
final class Copies {
  private static final String ASIDE = ".copy";

  private final Disk disk;
  private final Path app;
  private final Incidents incidents;

  Copies(Disk disk, Path app, Incidents incidents) {
    this.disk = disk;
    this.app = app;
    this.incidents = incidents;
  }

  /**
   * Leaves those in what was claimed that may be drained.
   *
   * @param siblings all directories there are
   * @param inUse this JVM's own, and those it is draining: what has their uuid is a copy
   */
  void setAside(
      Collection<InstanceDirectory> claimed, List<String> siblings, Predicate<String> inUse) {
    List<String> ours = claimed.stream().map(InstanceDirectory::name).toList();
    for (InstanceDirectory directory : List.copyOf(claimed)) {
      for (String sibling : siblings) {
        InstanceName name = InstanceName.parse(sibling);
        if (name.id().equals(directory.id())
            && !sibling.equals(directory.name())
            && claimed.contains(directory)) {
          if (inUse.test(sibling)) {
            setAside(directory, sibling);
            claimed.remove(directory);
          } else if (!mayBeDrained(directory, sibling, ours.contains(sibling))) {
            claimed.remove(directory);
          }
        }
      }
    }
  }

  private boolean mayBeDrained(InstanceDirectory directory, String other, boolean bothAreOurs) {
    int further = reached(other).compareTo(reached(directory.name()));
    if (further > 0 || (further == 0 && bothAreOurs && other.compareTo(directory.name()) < 0)) {
      setAside(directory, other);
      return false;
    }
    if (!bothAreOurs) {
      directory.release();
    }
    return bothAreOurs;
  }

  private void setAside(InstanceDirectory copy, String original) {
    String aside = copy.name() + ASIDE;
    try {
      disk.move(copy.path(), app.resolve(aside));
      incidents.say(
          "queue directory %s is a copy of %s: it is kept as %s and not delivered; if its"
                  .formatted(copy.name(), original, aside)
              + " operations are wanted, move it into the queue directory of an application of its"
              + " own");
    } catch (IOException e) {
      incidents.upkeepFails("set aside " + copy.name() + ", a copy of " + original, e);
    } finally {
      copy.release();
    }
  }

  /** Its last segment and how long that is: a copy was taken before the original was left. */
  private Reached reached(String directory) {
    Reached furthest = new Reached(0, 0);
    try {
      for (String name : disk.list(app.resolve(directory))) {
        if (SegmentFiles.isRecords(name)) {
          long bytes = disk.size(app.resolve(directory).resolve(name));
          Reached reached = new Reached(SegmentFiles.base(name), bytes);
          furthest = furthest.compareTo(reached) < 0 ? reached : furthest;
        }
      }
    } catch (IOException e) {
      // It is gone, or whoever recovers it says so.
    }
    return furthest;
  }

  private record Reached(long base, long bytes) implements Comparable<Reached> {
    @Override
    public int compareTo(Reached other) {
      int byBase = Long.compare(base, other.base);
      return byBase != 0 ? byBase : Long.compare(bytes, other.bytes);
    }
  }
}
