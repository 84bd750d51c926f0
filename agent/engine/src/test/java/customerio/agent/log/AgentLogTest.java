package customerio.agent.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.testing.SettableClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentLogTest {
  @TempDir Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T10:00:00Z"));
  private final AgentLog log = new AgentLog(new PrintStream(out, true, UTF_8), clock);

  @Test
  void line_carriesWhoSaysIt() {
    log.accept("started");

    assertThat(lines()).containsExactly("[customerio-agent] started");
  }

  @Test
  void flood_isCutAndCounted() {
    for (int i = 0; i < 40; i++) {
      log.accept("again");
    }
    assertThat(lines()).hasSize(30);

    clock.jump(Duration.ofSeconds(60));
    log.accept("later");

    assertThat(lines())
        .hasSize(32)
        .endsWith(
            "[customerio-agent] 10 more lines were withheld to keep this log readable",
            "[customerio-agent] later");
  }

  @Test
  void clockThatGoesBack_silencesNobody() {
    for (int i = 0; i < 40; i++) {
      log.accept("again");
    }
    clock.jump(Duration.ofHours(-1));
    log.accept("after the jump");

    assertThat(lines()).endsWith("[customerio-agent] after the jump");
  }

  @Test
  void level_saysWhatIsAsGraveOrGraver() {
    log.level(Level.WARN);
    for (Level level : Level.values()) {
      log.say(level, level.word());
    }
    log.accept("an ordinary line");

    assertThat(lines()).containsExactly("[customerio-agent] error", "[customerio-agent] warn");
  }

  /** Somebody who looks closely must not lose sight of the rest. */
  @Test
  void floodOfDetails_withholdsDetailsOnly() {
    log.level(Level.DEBUG);
    for (int i = 0; i < 40; i++) {
      log.say(Level.DEBUG, "detail");
    }
    log.say(Level.ERROR, "error");

    assertThat(lines()).hasSize(31).endsWith("[customerio-agent] error");
  }

  @Test
  void file_hasTimeAndLevel_andWhatWasSaidBeforeItWasKnown() throws Exception {
    Path file = directory.resolve("agent.log");
    log.say(Level.WARN, "unknown setting");
    log.say(Level.INFO, "for those who want more");
    clock.jump(Duration.ofMillis(1_500));

    log.settle(Level.WARN, file);
    log.say(Level.ERROR, "later");

    assertThat(Files.readString(file).lines())
        .containsExactly(
            "2026-03-01T10:00:00Z WARN  unknown setting", "2026-03-01T10:00:01.500Z ERROR later");
    assertThat(lines())
        .as("stderr had the first words at once, and has no others")
        .containsExactly(
            "[customerio-agent] unknown setting", "[customerio-agent] for those who want more");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void fileThatCannotBeWritten_isOneLine_andStderrGoesOn() {
    Path file = directory.resolve("missing").resolve("agent.log");
    log.settle(Level.INFO, file);
    log.accept("first");
    log.accept("second");

    assertThat(lines())
        .containsExactly(
            "[customerio-agent] log.file "
                + file
                + " cannot be written (NoSuchFileException); what the agent says stands here from"
                + " now on; give a file in a directory that exists and that this user can write to",
            "[customerio-agent] first",
            "[customerio-agent] second");
  }

  @Test
  void nothingSaidYet_makesNoFile() {
    log.settle(Level.INFO, directory.resolve("agent.log"));

    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void fileOfAnEarlierRun_isAppendedTo() throws Exception {
    Path file = Files.writeString(directory.resolve("agent.log"), "earlier\n");
    log.settle(Level.INFO, file);
    log.accept("now");

    assertThat(Files.readString(file).lines())
        .containsExactly("earlier", "2026-03-01T10:00:00Z INFO  now");
  }

  @Test
  void levels_ofWhoeverIsHandedAPlainConsumer() {
    Log.of(log).at(Level.ERROR).accept("lost");
    Log.of(log).debug("a detail");
    List<String> plain = new ArrayList<>();
    Log.of(plain::add).warn("heard");
    Log.of(plain::add).debug("a detail");

    assertThat(lines()).containsExactly("[customerio-agent] lost");
    assertThat(plain).containsExactly("heard");
    assertThat(List.of(Log.of(log).isDebug(), Log.of(plain::add).isDebug()))
        .isEqualTo(List.of(false, false));
  }

  private String[] lines() {
    return out.toString(UTF_8).split(System.lineSeparator());
  }
}
