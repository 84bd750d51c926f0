package customerio.tests.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import customerio.jvm.AgentJvm.Finished;
import customerio.simulator.Simulator;
import customerio.simulator.faults.FaultRule;
import customerio.tests.whole.RunningApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/command-line.md shows is what one gets. */
class DocumentedCommandsIT {
  private static final Path PAGE = Path.of("..", "docs", "command-line.md");
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "```console\n\\$ java -jar customerio-agent.jar (.+?)\n(.*?)```", Pattern.DOTALL);

  /** How the page calls the application, its first operation and the exported file. */
  private static final String PID = "27070";

  private static final String MAIN = "com.example.Shop";
  private static final String OTHER_JVM =
      "\\d+ +\\S+ +\\S+ +(UP|DEGRADED|PAUSED|DOWN|IDLE|-)( .*)?";
  private static final String ID = "01M80CMXXBGH77CXDJT7874977";
  private static final String FILE = "/srv/operations.ndjson";

  @TempDir Path directory;
  private final Simulator simulator = Simulator.start();
  private final OperatorsShell shell = new OperatorsShell();

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void everyExample_saysWhatThePageSays() throws Exception {
    try (RunningApplication application = new Shop(simulator, directory.resolve("queue")).start()) {
      application.does("event p1 1");
      simulator.awaitArrivals(1, Duration.ofSeconds(60));
      simulator.faults().add(FaultRule.named("outage").status(503));
      application.does("event p1 2");
      application.does("event p1 3");
      String pid = Long.toString(application.jvm().pid());
      shell.until(degraded -> degraded.exitCode() == 1, "status", "--pid", pid);

      int examples = 0;
      Matcher example = EXAMPLE.matcher(Files.readString(PAGE));
      while (example.find()) {
        examples++;
        Finished finished = answer(example.group(1), pid);
        assertThat(pattern(asOnThePage(finished.out(), pid)))
            .as(example.group(1))
            .isEqualTo(pattern(example.group(2)));
        assertThat(finished.exitCode()).as(example.group(1)).isEqualTo(exitCode(example.group(1)));
      }
      assertThat(examples).as("each command of the page's walk").isEqualTo(14);
    }
  }

  /** On a busy machine a JVM may not answer in time: then it is not in the list. */
  private Finished answer(String documented, String pid) throws Exception {
    String[] command = command(documented, pid);
    return documented.equals("list")
        ? shell.until(
            list -> list.out().lines().anyMatch(line -> line.matches(pid + " .* DEGRADED .*")),
            command)
        : shell.run(command);
  }

  private String[] command(String documented, String pid) throws Exception {
    String id = documented.contains(ID) ? firstId(pid) : "";
    return documented
        .replace(PID, pid)
        .replace(ID, id)
        .replace("operations.ndjson", directory.resolve("operations.ndjson").toString())
        .split(" ");
  }

  private String firstId(String pid) throws InterruptedException, IOException {
    Finished page = shell.run("queue", "ls", "--pid", pid, "--json");
    return new ObjectMapper().readTree(page.out()).at("/operations/0/id").asText();
  }

  private String asOnThePage(String out, String pid) {
    return out.lines()
        // other JVMs of this machine may run with an agent
        .filter(line -> !line.matches(OTHER_JVM) || line.startsWith(pid + ' '))
        .collect(Collectors.joining("\n"))
        // as a whole number: its digits may be in a time or an id, too
        .replaceAll("(pid |\"pid\":|^|\n)" + pid + "\\b", "$1" + PID)
        .replace("customerio.tests.whole.Caller", MAIN)
        .replace(directory.resolve("operations.ndjson").toString(), FILE);
  }

  /** Its words; numbers, times, ids and the widths of columns differ. */
  private static List<String> pattern(String text) {
    return Arrays.stream(text.strip().split("\n"))
        .map(
            line ->
                line.replaceAll("\\b[0-9A-HJKMNP-TV-Z]{26}\\b", "ID")
                    .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
                    .replaceAll("\\b[0-9a-f]{16}\\b", "HEX")
                    .replaceAll("\\b" + PID + "\\b", "PID")
                    .replaceAll("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?", "VERSION")
                    .replaceAll("pending/[^\"]*", "MARK")
                    .replaceAll("\\d+ (s|min|h)\\b( \\d+ min)?", "AGE")
                    .replaceAll("\\d[\\d,.]*( (B|KiB))?", "NUMBER ")
                    .replaceAll(" +", " ")
                    .strip())
        .toList();
  }

  private static int exitCode(String command) {
    return command.startsWith("status") || command.startsWith("flush") ? 1 : 0;
  }
}
