package customerio.tests.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** A terminal of 80 by 24 that can be read, with a shell in it and a server of its own. */
final class Tmux implements AutoCloseable {
  /** Set where a missing tmux is a failure: on the build machine. */
  private static final String REQUIRED = "WATCH_TERMINAL_REQUIRED";

  /** Looks, at least ten milliseconds apart. */
  private static final int PATIENCE = 10_000;

  private final String socket;

  private Tmux(String socket) {
    this.socket = socket;
  }

  /**
   * @param socket a file that is not there yet
   * @param command of the shell
   */
  static Tmux start(Path socket, String command) throws Exception {
    boolean isThere =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "tmux")));
    if (System.getenv(REQUIRED) == null) {
      assumeTrue(isThere, "tmux is not installed, so no terminal is watched");
    }
    assertThat(isThere).as("tmux is installed, as %s asks for", REQUIRED).isTrue();
    Tmux tmux = new Tmux(socket.toString());
    tmux.run("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", command);
    return tmux;
  }

  /** What is on the screen, once it is as wanted. */
  List<String> await(Predicate<String> wanted) throws Exception {
    String screen = "";
    for (int looks = 0; looks < PATIENCE; looks++) {
      screen = run("capture-pane", "-p");
      if (wanted.test(screen)) {
        return screen.lines().toList();
      }
      LockSupport.parkNanos(10_000_000);
    }
    throw new AssertionError("the screen stays\n" + screen);
  }

  /** Of its format language: {@code #{cursor_flag}}. */
  String state(String format) throws Exception {
    return run("display-message", "-p", format).strip();
  }

  void press(String key) throws Exception {
    run("send-keys", key);
  }

  private String run(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("tmux", "-S", socket));
    command.addAll(Arrays.asList(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.onExit().join().exitValue()).as(said).isZero();
    return said;
  }

  @Override
  public void close() throws IOException {
    run("kill-server");
  }
}
