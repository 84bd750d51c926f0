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
  private final Groundwork groundwork;
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
    this.groundwork = settings.groundwork();
    this.clock = clock;
    this.usage = usage;
    this.incidents = incidents;
    this.journals = journals;
  }

  /** The journal that takes appends. */
  Journal ensure() throws IOException {
    if (journals.own() == null) {
      groundwork.lay();
      InstanceDirectory directory =
          durable
              ? DurableDirectory.create(disk, app, clock)
              : InstanceDirectory.create(disk, app, clock);
      journals.own(new Journal(disk, directory, usage));
    }
    return journals.own();
  }

  /**
   * Somebody may have removed it, or what has to lie beside it.
   *
   * @param restorable it is made again under its old name, which is where segments in the heap
   *     belong; else the next append gets a new one
   * @param leave ends what was begun in the one that is gone
   */
  void check(boolean restorable, Runnable leave) throws IOException {
    if (journals.own() == null) {
      return;
    }
    InstanceDirectory directory = journals.own().directory();
    if (directory.exists()) {
      checkGround();
    } else if (restorable) {
      restore(directory);
    } else {
      leave.run();
      incidents.say(
          "queue directory %s was removed from under us; going on in a new one"
              .formatted(directory.path()));
      journals.disown();
    }
  }

  /** What was accepted before is no worse off than it was. */
  private void checkGround() {
    try {
      groundwork.lay();
    } catch (IOException e) {
      incidents.upkeepFails("keep what tells whose its operations are", e);
    }
  }

  private void restore(InstanceDirectory directory) throws IOException {
    groundwork.lay();
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
