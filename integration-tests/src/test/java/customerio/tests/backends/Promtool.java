package customerio.tests.backends;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Prometheus's own checks. */
final class Promtool {

  private Promtool() {}

  /**
   * @param input what it reads; "" for nothing
   * @return {@code exit N}, and behind a colon all that it says
   */
  static String says(Path directory, String input, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    Process promtool =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    try (var stdin = promtool.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return "exit " + promtool.waitFor() + ": " + said.strip();
  }
}
