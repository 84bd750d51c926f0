package customerio.agent.commandline;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;
import java.util.function.Supplier;

/**
 * As {@code stty} says, which every Unix has: Java cannot ask. Asked for each picture, as windows
 * change; elsewhere the usual size.
 */
final class TerminalSize implements Supplier<Display.Size> {

  @Override
  public Display.Size get() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(Redirect.INHERIT)
              .redirectError(Redirect.DISCARD)
              .start();
      try (Scanner answer = new Scanner(stty.getInputStream(), StandardCharsets.US_ASCII)) {
        int rows = answer.hasNextInt() ? answer.nextInt() : 0;
        int columns = answer.hasNextInt() ? answer.nextInt() : 0;
        return rows > 0 && columns > 0 ? new Display.Size(columns, rows) : Display.Size.USUAL;
      }
    } catch (IOException noSuchProgram) {
      return Display.Size.USUAL;
    }
  }
}
