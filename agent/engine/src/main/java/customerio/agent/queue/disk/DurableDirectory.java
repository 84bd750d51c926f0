package customerio.agent.queue.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a directory that a machine which dies does not forget: a synced file in a directory whose
 * own name was never synced is lost all the same.
 */
final class DurableDirectory {
  private DurableDirectory() {}

  static InstanceDirectory create(Disk disk, Path app, Clock clock) throws IOException {
    List<Path> changed = changedBy(disk, app);
    InstanceDirectory directory = InstanceDirectory.create(disk, app, clock);
    boolean durable = false;
    try {
      for (Path parent : changed) {
        disk.syncDirectory(parent);
      }
      durable = true;
      return directory;
    } finally {
      if (!durable) {
        directory.deleteOrRelease();
      }
    }
  }

  /** The application's directory, and above it every one that gets a new entry. */
  private static List<Path> changedBy(Disk disk, Path app) {
    List<Path> changed = new ArrayList<>(List.of(app));
    Path lowest = app;
    while (!disk.exists(lowest) && lowest.getParent() != null) {
      lowest = lowest.getParent();
      changed.add(lowest);
    }
    return changed;
  }
}
