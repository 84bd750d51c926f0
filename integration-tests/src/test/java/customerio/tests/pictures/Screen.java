package customerio.tests.pictures;

import java.io.BufferedReader;
import java.io.IOException;

/** A screen that is nowhere. */
record Screen(Process server, String display) implements AutoCloseable {

  static Screen open() throws IOException {
    // -displayfd: a number that is free, said when the screen is there
    Process server =
        new ProcessBuilder(
                "Xvfb", "-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader said = server.inputReader();
    return new Screen(server, ":" + said.readLine());
  }

  @Override
  public void close() {
    server.destroy();
  }
}
