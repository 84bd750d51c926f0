package customerio.agent.commandline;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Types commands and keeps what they say. It is ten o'clock. */
final class Shell {
  static final Instant NOW = Instant.parse("2026-08-01T10:00:00Z");

  final List<String> questions = new ArrayList<>();
  String answer;

  /** As good as none. */
  TimeLimit limit = new TimeLimit(Duration.ofHours(1));

  AttachTarget target;
  Runnable opening = () -> {};
  WatchCommand.Rhythm rhythm = () -> false;
  final Properties properties = new Properties();
  final Map<String, String> environment = new TreeMap<>();

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
          public Application find(JavaProcess process) {
            return application;
          }

          @Override
          public List<SeenProcess> all() {
            return Stream.of(running)
                .map(process -> new SeenProcess(process, Presence.THERE))
                .toList();
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
    return new CommandLine(screen, applications, limit, surroundings(), "0.1.0")
        .execute(line.split(" "));
  }

  private Surroundings surroundings() {
    return new Surroundings(
        Path.of("/opt/customerio-agent.jar"),
        pid -> {
          opening.run();
          return target;
        },
        properties,
        environment,
        rhythm,
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
