package customerio.agent.telemetry;

import java.io.PrintStream;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * Lines for the person who reads the application's log: prefixed, on stderr, and never a flood. No
 * logging framework: touching one from an agent initialises it before the application configures
 * it. Thread-safe.
 */
public final class AgentLog implements Consumer<String> {
  private static final String PREFIX = "[customerio-agent] ";
  private static final int LINES_A_MINUTE = 30;
  private static final long MINUTE_MILLIS = 60_000;

  private final PrintStream out;
  private final Clock clock;
  private long minuteBegan;
  private int lines;
  private int withheld;

  public AgentLog(PrintStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  @Override
  public synchronized void accept(String line) {
    long now = clock.millis();
    if (now - minuteBegan >= MINUTE_MILLIS || now < minuteBegan) {
      if (withheld > 0) {
        out.println(PREFIX + withheld + " more lines were withheld to keep this log readable");
      }
      minuteBegan = now;
      lines = 0;
      withheld = 0;
    }
    if (lines < LINES_A_MINUTE) {
      lines++;
      out.println(PREFIX + line);
    } else {
      withheld++;
    }
  }
}
