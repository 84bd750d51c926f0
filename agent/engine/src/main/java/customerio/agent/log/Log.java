package customerio.agent.log;

import java.util.function.Consumer;

/**
 * The same log with a level for each line. Most rooms say one kind of thing and are handed a plain
 * consumer, by whoever knows how much it matters: {@link #at}. Thread-safe.
 */
public final class Log {
  private final Consumer<String> lines;

  private Log(Consumer<String> lines) {
    this.lines = lines;
  }

  /** Of a consumer that knows no levels, one that hears what is said by default. */
  public static Log of(Consumer<String> lines) {
    return new Log(lines);
  }

  public void error(String line) {
    say(Level.ERROR, line);
  }

  public void warn(String line) {
    say(Level.WARN, line);
  }

  public void info(String line) {
    say(Level.INFO, line);
  }

  public void debug(String line) {
    say(Level.DEBUG, line);
  }

  /** To be asked where the making of a line costs something. */
  public boolean isDebug() {
    return lines instanceof AgentLog log && log.hears(Level.DEBUG);
  }

  public Consumer<String> at(Level level) {
    return line -> say(level, line);
  }

  /** The level that is in force. */
  public Level level() {
    return lines instanceof AgentLog log ? log.level() : Level.DEFAULT;
  }

  /** Holds until the end of the JVM; a consumer that knows no levels keeps to its own. */
  public void level(Level now) {
    if (lines instanceof AgentLog log) {
      log.level(now);
    }
  }

  private void say(Level level, String line) {
    if (lines instanceof AgentLog log) {
      log.say(level, line);
    } else if (Level.DEFAULT.includes(level)) {
      lines.accept(line);
    }
  }
}
