package customerio.agent.commandline;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Types commands and keeps what they say. It is ten o'clock. */
final class Shell {
  static final Instant NOW = Instant.parse("2026-08-01T10:00:00Z");

  final List<String> questions = new ArrayList<>();
  String answer;

  /** As good as none. */
  TimeLimit limit = new TimeLimit(Duration.ofHours(1));

  private final Applications applications;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  Shell(Applications applications) {
    this.applications = applications;
  }

  static Shell with(Application application, JavaProcess... running) {
    return new Shell(
        new Applications() {
          @Override
          public Application find(Request request) {
            return application;
          }

          @Override
          public List<JavaProcess> running() {
            return List.of(running);
          }
        });
  }

  /** A command line without quotes. */
  ExitCode type(String line) {
    out.reset();
    err.reset();
    Screen screen =
        new Screen(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            question -> {
              questions.add(question);
              return answer;
            },
            Clock.fixed(NOW, ZoneOffset.UTC));
    return new CommandLine(screen, applications, limit, "0.1.0").execute(line.split(" "));
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
