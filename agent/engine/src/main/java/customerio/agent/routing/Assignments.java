package customerio.agent.routing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Which workspace each name belongs to: in memory, and in the file {@code people} of the queue's
 * directory, which all JVMs there share and which is written before a call takes its new way. Names
 * are in it as salted hashes only. Thread-safe.
 *
 * <p>A record says of a name: belongs to the workspace with this tag, unless it belongs somewhere
 * already; or, with the tag {@link #RELEASE}, may be assigned anew.
 */
final class Assignments implements Whereabouts, AutoCloseable {
  static final int RELEASE = 0;

  private static final int RELEASED = 0x40;
  private static final int MAX_WORKSPACES = RELEASED - 1;

  private final AssignmentTable table;
  private final ToLongFunction<String> hashes;
  private final Consumer<Incident> incidents;

  /** By number in the table, less one; those of earlier runs have places, too. */
  private final List<Integer> tags = new ArrayList<>();

  private final List<Workspace> workspaces = new CopyOnWriteArrayList<>();
  private final long ownSalt;
  private boolean saltFits;
  private boolean isEmpty = true;
  private volatile AssignmentLog log;

  private Assignments(
      List<Workspace> configured,
      ToLongFunction<String> hashes,
      long maxNames,
      Consumer<Incident> incidents) {
    this.table = new AssignmentTable(maxNames);
    this.hashes = hashes;
    this.incidents = incidents;
    this.ownSalt = hashes.applyAsLong("salt of people");
    for (Workspace workspace : configured) {
      tags.add(tag(workspace));
      workspaces.add(workspace);
    }
  }

  /**
   * @param hashes salted; equal in all runs
   * @param maxNames bounds the memory, see {@link AssignmentTable}
   * @param lines told one line for each thing that is wrong with the file
   */
  static Assignments open(
      Path file,
      boolean sync,
      List<Workspace> configured,
      ToLongFunction<String> hashes,
      long maxNames,
      Consumer<Incident> incidents,
      Consumer<String> lines) {
    Assignments assignments = new Assignments(configured, hashes, maxNames, incidents);
    synchronized (assignments) {
      assignments.read(file, sync, lines);
    }
    return assignments;
  }

  @Override
  public Stay of(String name) {
    long person = person(name);
    int value = table.get(person);
    if (value == 0 || value >= RELEASED) {
      catchUp(); // another JVM may have assigned it
      value = table.get(person);
    }
    return value == 0 ? null : new Stay(workspace(value), value >= RELEASED);
  }

  @Override
  public synchronized Workspace settle(String name, Workspace workspace) {
    long person = person(name);
    int value = table.get(person);
    boolean open = value == 0 || value >= RELEASED;
    if (workspace.equals(Workspace.GONE) || !open) {
      return open ? workspace : workspace(value);
    }
    if (value == 0 && table.isFull()) {
      incidents.accept(Incident.TOO_MANY_PEOPLE);
      return null;
    }
    write(person, tag(workspace));
    value = table.get(person);
    return value == 0 ? null : workspace(value);
  }

  @Override
  public synchronized void release(String name) {
    write(person(name), RELEASE);
  }

  long names() {
    return table.size();
  }

  @Override
  public synchronized void close() {
    AssignmentLog open = log;
    log = null;
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException notClosed) {
      // every record was written when it was made
    }
  }

  private void read(Path file, boolean sync, Consumer<String> lines) {
    try {
      log = AssignmentLog.open(file, sync, this::record);
      log.catchUp();
      if (log.damages() > 0) {
        lines.accept(
            file
                + " is damaged in "
                + log.damages()
                + " places; those assignments are lost and are made anew at the next identify");
      }
      if (!saltFits && !isEmpty) {
        lines.accept(
            file
                + " was written with another salt and says nothing now, as the file credentials"
                + " beside it was replaced; people are assigned anew at their next identify");
      }
      if (!saltFits) {
        log.append(ownSalt, RELEASE);
        log.catchUp();
      }
    } catch (IOException | RuntimeException unusable) {
      lines.accept(
          file
              + " cannot be used ("
              + unusable.getClass().getSimpleName()
              + "); assignments of people last until the restart; make it readable and writable"
              + " for this user");
    }
  }

  private void write(long person, int what) {
    try {
      if (log == null) {
        throw new IOException("not open");
      }
      log.append(person, what);
      log.catchUp();
    } catch (IOException failing) {
      incidents.accept(Incident.NOT_WRITTEN);
      record(person, what);
    }
  }

  private void catchUp() {
    AssignmentLog open = log;
    try {
      if (open != null && open.hasNews()) {
        synchronized (this) {
          open.catchUp();
        }
      }
    } catch (IOException failing) {
      incidents.accept(Incident.NOT_READ);
    }
  }

  /** Of every JVM, in the one order that all of them see. With this object's monitor held. */
  private void record(long person, int what) {
    isEmpty = false;
    int value = table.get(person);
    if (what == RELEASE) {
      saltFits |= person == ownSalt;
      if (value != 0) {
        table.put(person, value | RELEASED);
      }
    } else if (value == 0 || value >= RELEASED) {
      int number = number(what);
      if (number > MAX_WORKSPACES || !table.put(person, number)) {
        incidents.accept(Incident.TOO_MANY_PEOPLE);
      }
    }
  }

  private int number(int tag) {
    int index = tags.indexOf(tag);
    if (index < 0 && tags.size() < MAX_WORKSPACES) {
      tags.add(tag);
      workspaces.add(Workspace.GONE);
      index = tags.size() - 1;
    }
    return index < 0 ? MAX_WORKSPACES + 1 : index + 1;
  }

  private Workspace workspace(int value) {
    return workspaces.get((value & ~RELEASED) - 1);
  }

  private long person(String name) {
    return hashes.applyAsLong("routed person " + name);
  }

  /** By name, as the order in the file may change. */
  private int tag(Workspace workspace) {
    int tag = (int) hashes.applyAsLong("workspace " + workspace.name());
    return tag == RELEASE ? 1 : tag;
  }
}
