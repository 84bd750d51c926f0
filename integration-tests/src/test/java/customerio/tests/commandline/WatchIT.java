package customerio.tests.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.jvm.AgentJvm.Finished;
import customerio.simulator.Simulator;
import customerio.simulator.faults.FaultRule;
import customerio.tests.whole.RunningApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sees who leaves {@code status --watch} open over an outage. */
class WatchIT {
  @TempDir Path directory;
  private final Simulator simulator = Simulator.start();
  private final OperatorsShell shell = new OperatorsShell();

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void terminal_showsTheOutageAndItsEnd_andIsLeftAsItWas() throws Exception {
    try (RunningApplication application = start()) {
      long pid = application.jvm().pid();
      outage(application);
      try (Tmux terminal = Tmux.start(directory.resolve("tmux"), watching(pid))) {
        // a terminal may show the beginning of a picture before its end
        List<String> screen =
            terminal.await(
                text ->
                    text.startsWith("DEGRADED")
                        && Pattern.compile("^track-us +open +2 ", Pattern.MULTILINE)
                            .matcher(text)
                            .find());
        assertThat(screen.get(0)).startsWith("DEGRADED  pid " + pid + " (customerio.tests.whole.");
        assertThat(screen)
            .hasSizeLessThanOrEqualTo(24)
            .allMatch(line -> line.length() <= 80)
            .anyMatch(line -> line.startsWith("! breaker-open track-us: Customer.io cannot be"))
            .anyMatch(
                line -> line.matches("waiting +2 operations, the oldest since \\d+ (ms|s|min)"))
            .anyMatch(line -> line.matches("track-us +open +2 .*"))
            .noneMatch(line -> line.contains("before the watch"));
        assertThat(terminal.state("#{alternate_on} #{cursor_flag}")).isEqualTo("1 0");

        simulator.faults().clear();
        shell.until(done -> done.exitCode() == 0, "flush", "--pid", Long.toString(pid));
        // up as soon as the breaker is closed, and what waited goes out then
        terminal.await(text -> text.startsWith("UP ") && text.contains("waiting     nothing"));

        terminal.press("C-c");
        assertThat(terminal.await(text -> text.contains("ended with 130")))
            .startsWith("before the watch", "ended with 130");
        assertThat(terminal.state("#{alternate_on} #{cursor_flag}")).isEqualTo("0 1");
      }
    }
  }

  @Test
  void pipe_getsADocumentALine_untilTheApplicationEnds() throws Exception {
    try (RunningApplication application = start()) {
      String pid = Long.toString(application.jvm().pid());
      outage(application);
      try (AgentJvm watch =
          OperatorsShell.command("status", "--watch", "--json", "--pid", pid).start()) {
        watch.awaitLine("{\"at\":");
        application.jvm().kill();
        Finished ended = watch.await();

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.err()).contains("pid " + pid).endsWith(" has ended, or its agent has");
        for (String line : ended.out().split("\n")) {
          assertThat(new ObjectMapper().readTree(line).get("status").asText())
              .isEqualTo("DEGRADED");
        }
      }
    }
  }

  private RunningApplication start() throws InterruptedException {
    return new Shop(simulator, directory.resolve("queue")).start();
  }

  private void outage(RunningApplication application) throws InterruptedException {
    application.does("event p1 1");
    simulator.awaitArrivals(1, Duration.ofSeconds(60));
    simulator.faults().add(FaultRule.named("outage").status(503));
    application.does("event p1 2");
    application.does("event p1 3");
    String pid = Long.toString(application.jvm().pid());
    shell.until(degraded -> degraded.exitCode() == 1, "status", pid);
  }

  /** The shell outlives the interrupt that ends the watch, and then shows its last screen. */
  private static String watching(long pid) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return "trap : INT; echo before the watch; '"
        + java
        + "' -jar '"
        + AgentJar.built().toAbsolutePath()
        + "' status --watch "
        + pid
        + "; echo ended with $?; cat";
  }
}
