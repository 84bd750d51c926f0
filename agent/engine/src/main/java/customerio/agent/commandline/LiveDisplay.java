package customerio.agent.commandline;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;

/**
 * A terminal: each picture takes the place of the one before, on the terminal's second screen, so
 * that what was there before comes back at the end. Sequences of ECMA-48 and xterm.
 */
final class LiveDisplay implements Display {
  private static final String CSI = "\u001b[";
  private static final String SECOND_SCREEN = CSI + "?1049h" + CSI + "?25l";
  private static final String FIRST_SCREEN = CSI + "?25h" + CSI + "?1049l";
  private static final String HOME = CSI + "H";
  private static final String REST_OF_LINE = CSI + "K";
  private static final String REST_OF_SCREEN = CSI + "J";

  private final PrintStream out;
  private final Supplier<Size> size;
  private boolean isOpen = true;

  LiveDisplay(PrintStream out, Supplier<Size> size) {
    this.out = out;
    this.size = size;
    out.print(SECOND_SCREEN);
    out.flush();
  }

  @Override
  public Size size() {
    return size.get();
  }

  /** In one write, so that nothing flickers, and without a last line end, which would scroll. */
  @Override
  public synchronized void show(List<String> lines) {
    if (!isOpen) {
      return; // Ctrl-C came meanwhile
    }
    StringBuilder picture = new StringBuilder(HOME);
    for (int i = 0; i < lines.size(); i++) {
      picture.append(i == 0 ? "" : "\r\n").append(lines.get(i)).append(REST_OF_LINE);
    }
    out.print(picture.append(REST_OF_SCREEN));
    out.flush();
  }

  @Override
  public synchronized void close() {
    if (isOpen) {
      isOpen = false;
      out.print(FIRST_SCREEN);
      out.flush();
    }
  }
}
