package customerio.agent.log;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lines for the person who reads the application's log: prefixed, on stderr or in a file, and never
 * a flood. No logging framework: touching one from an agent initialises it before the application
 * configures it. Thread-safe; a constructor that loads no further class, as it runs at the start of
 * every JVM.
 */
public final class AgentLog implements Consumer<String> {
  private static final String PREFIX = "[customerio-agent] ";
  private static final int LINES_A_MINUTE = 30;

  /** Should nobody ever be able to read the settings. */
  private static final int MOST_EARLY = 100;

  private final PrintStream stderr;
  private final Clock clock;

  /** Null = {@link Level#DEFAULT}. */
  private volatile Level level;

  /** Of ordinary lines and of details: a flood of the latter hides none of the former. */
  private LineBudget lines;

  private LineBudget details;

  /** Said before it was known where to; null when that is known. */
  private List<Said> early;

  private boolean settled;
  private LogFile file;

  private record Said(Instant at, Level level, String line) {}

  public AgentLog(PrintStream stderr, Clock clock) {
    this.stderr = stderr;
    this.clock = clock;
  }

  /** An ordinary line. */
  @Override
  public void accept(String line) {
    say(Level.INFO, line);
  }

  public void say(Level of, String line) {
    if (hears(of)) {
      admit(of, line);
    }
  }

  /** Whether a line of this level would be said. */
  public boolean hears(Level of) {
    return level().includes(of);
  }

  public Level level() {
    Level now = level;
    return now == null ? Level.DEFAULT : now;
  }

  public void level(Level now) {
    level = now;
  }

  /**
   * The settings are known. What was said before stands on stderr already; a file gets it as well,
   * and so has the first words, which are those about wrong settings.
   *
   * @param to null = stderr
   */
  public synchronized void settle(Level now, Path to) {
    level = now;
    file = to == null ? null : new LogFile(to);
    List<Said> said = early == null ? List.of() : early;
    early = null;
    settled = true;
    for (Said one : said) {
      if (file != null && now.includes(one.level)) {
        keep(one);
      }
    }
  }

  private synchronized void admit(Level of, String line) {
    if (lines == null) {
      lines = new LineBudget(LINES_A_MINUTE, clock);
      details = new LineBudget(LINES_A_MINUTE, clock);
    }
    long before = (of == Level.DEBUG ? details : lines).admit();
    if (before > 0) {
      write(of, before + " more lines were withheld to keep this log readable");
    }
    if (before >= 0) {
      write(of, line);
    }
  }

  private void write(Level of, String line) {
    Said said = new Said(clock.instant(), of, line);
    if (!settled) {
      early = early == null ? new ArrayList<>() : early;
      if (early.size() < MOST_EARLY) {
        early.add(said);
      }
    }
    if (file == null || !keep(said)) {
      stderr.println(PREFIX + line);
    }
  }

  /** False: the file is given up. */
  private boolean keep(Said said) {
    try {
      file.append(said.at, said.level, said.line);
      return true;
    } catch (IOException | RuntimeException unwritable) {
      stderr.println(
          PREFIX
              + "log.file "
              + file
              + " cannot be written ("
              + unwritable.getClass().getSimpleName()
              + "); what the agent says stands here from now on; give a file in a directory that"
              + " exists and that this user can write to");
      file = null;
      return false;
    }
  }
}
