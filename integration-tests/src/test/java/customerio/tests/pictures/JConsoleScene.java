package customerio.tests.pictures;

import java.awt.Dimension;
import java.io.File;
import java.util.List;

/**
 * The root bean's attributes in JConsole, in a JVM of its own. Arguments: process id, file of the
 * picture.
 */
public final class JConsoleScene {
  private static final Dimension SIZE = new Dimension(1150, 860);
  private static final int LOOKS = 20;

  private JConsoleScene() {}

  public static void main(String[] arguments) {
    JConsoleWindow.play(() -> play(arguments[0], new File(arguments[1])));
  }

  private static void play(String pid, File picture) throws Exception {
    JConsoleWindow window = new JConsoleWindow(pid, SIZE);
    for (String type : List.of("Destination", "CircuitBreaker", "Client", "Agent")) {
      window.expand("customerio.agent", type);
    }
    window.select("customerio.agent", "Agent", "Attributes");
    window.settle(LOOKS);
    window.photograph(picture);
  }
}
