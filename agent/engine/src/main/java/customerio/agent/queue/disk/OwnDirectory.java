package customerio.agent.queue.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/**
 * This JVM's place below the application's directory: made when it is needed first, and again when
 * somebody removed it. Guarded by the appender's lock.
 */
final class OwnDirectory {
  private final Disk disk;
  private final Path app;
  private final boolean durable;
  private final Clock clock;
  private final Usage usage;
  private final Incidents incidents;
  private final Journals journals;

  OwnDirectory(
      Disk disk,
      Path app,
      DiskQueueSettings settings,
      Clock clock,
      Usage usage,
      Incidents incidents,
      Journals journals) {
    this.disk = disk;
    this.app = app;
    this.durable = settings.durability().outlivesMachine();
    this.clock = clock;
    this.usage = usage;
    this.incidents = incidents;
    this.journals = journals;
  }

  /** The journal that takes appends. */
  Journal ensure() throws IOException {
    if (journals.own() == null) {
      InstanceDirectory directory =
          durable
              ? DurableDirectory.create(disk, app, clock)
              : InstanceDirectory.create(disk, app, clock);
      journals.own(new Journal(disk, directory, usage));
    }
    return journals.own();
  }

  boolean isRemoved() {
    return journals.own() != null && !journals.own().directory().exists();
  }

  /** The next append gets a new one. */
  void giveUp() {
    incidents.say(
        "queue directory %s was removed from under us; going on in a new one"
            .formatted(journals.own().directory().path()));
    journals.disown();
  }

  /** Under its old name, which is where segments in the heap belong. */
  void restore() throws IOException {
    InstanceDirectory directory = journals.own().directory();
    directory.restore();
    incidents.say(
        "queue directory %s was removed from under us; it is there again"
            .formatted(directory.path()));
  }

  /** In words for people: what cannot be done here, and why. */
  String cannotWrite(IOException why) {
    String kind = why.getClass() == IOException.class ? "" : why.getClass().getSimpleName() + " ";
    return "cannot write to " + app + ": " + kind + why.getMessage();
  }
}
