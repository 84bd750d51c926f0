package customerio.agent.commandline;

import java.io.PrintStream;
import java.util.List;

/** A file, a pipe, or a terminal that understands nothing: one picture below the other. */
final class PlainDisplay implements Display {
  private final PrintStream out;
  private boolean isFirst = true;

  PlainDisplay(PrintStream out) {
    this.out = out;
  }

  @Override
  public Size size() {
    return Size.USUAL;
  }

  @Override
  public void show(List<String> lines) {
    if (!isFirst) {
      out.println();
    }
    isFirst = false;
    lines.forEach(out::println);
    out.flush();
  }

  @Override
  public void close() {
    // nothing to restore
  }
}
