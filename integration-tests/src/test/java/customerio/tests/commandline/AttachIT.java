package customerio.tests.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.jvm.AgentJvm.Finished;
import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import customerio.tests.whole.Caller;
import customerio.tests.whole.RunningApplication;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent comes into applications that run, and is looked at there. */
class AttachIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path directory;
  private final Simulator simulator = Simulator.start();
  private final OperatorsShell shell = new OperatorsShell();

  @AfterEach
  void stop() {
    simulator.close();
  }

  /** Their classes are loaded, their connections open, and some of their methods compiled. */
  @Test
  void clientsThatWereUsedBefore_areTakenOver() throws Exception {
    List<String> clients = LatestClients.all();
    List<String> arguments = new ArrayList<>();
    arguments.add(base() + "/api/v1/customers/p");
    arguments.addAll(clients);
    try (AgentJvm jvm =
        AgentJvm.of(ManyClients.class).arguments(arguments.toArray(String[]::new)).start()) {
      String pid = Long.toString(jvm.pid());
      jvm.awaitLine("ready");
      assertThat(calls(jvm, "before")).hasSize(clients.size()).allMatch(it -> it.endsWith(":-"));
      simulator.awaitArrivals(clients.size(), SOON);
      awaitListed(pid, "agent", "no");

      Finished attached = shell.run("attach", pid, settings());
      assertThat(attached.exitCode()).as(attached.toString()).isZero();
      assertThat(attached.out()).matches("pid " + pid + ": agent \\S+ takes over its calls to .*");
      List<String> after = calls(jvm, "after");
      // the first call of a credential is answered by Customer.io
      List<String> names = clients.stream().map(client -> client.split("=")[0]).toList();
      assertThat(after.get(0)).isEqualTo(names.get(0) + ":-");
      assertThat(after.subList(1, after.size()))
          .containsExactlyElementsOf(
              names.stream().skip(1).map(client -> client + ":queued").toList());
      simulator.awaitArrivals(2 * clients.size(), SOON);

      awaitListed(pid, "mode", "async");
      shell.until(up -> up.exitCode() == 0, "status", pid);
      assertThat(shell.run("attach", pid))
          .isEqualTo(
              new Finished(
                  4,
                  "",
                  "customerio-agent: process "
                      + pid
                      + " has the agent already; nothing was loaded; 'status' shows it"));
      looks(pid);
    }
  }

  /** What the arguments of an attach were is known to the agent alone. */
  private void looks(String pid) throws Exception {
    Finished probe = shell.run("probe", pid);
    assertThat(probe.exitCode()).as(probe.toString()).isZero();
    assertThat(probe.out())
        .matches("(?s)track-us answers \\(\\d+ in \\d+ ms\\)\nas of \\d+ (s|min) ago");

    Finished doctor = shell.run("doctor", pid, "--json");
    JsonNode findings = new ObjectMapper().readTree(doctor.out()).get("findings");
    assertThat(findings.findValuesAsText("what"))
        .anyMatch(what -> what.startsWith(queue() + " can be written; fsync takes"))
        .contains("pid " + pid + " has it", "understood")
        .filteredOn(what -> what.startsWith("127.0.0.1: DNS "))
        .hasSize(6);
    assertThat(findings.findValuesAsText("verdict")).doesNotContain("FAIL");
  }

  @Test
  void jvmThatTakesNoAgents_saysWhatToDo() throws Exception {
    try (RunningApplication application =
        RunningApplication.of(
            AgentJvm.of(Caller.class)
                .options("-XX:-EnableDynamicAgentLoading")
                .arguments(base().toString())
                .start())) {
      long pid = application.jvm().pid();

      assertThat(shell.run("attach", Long.toString(pid)))
          .isEqualTo(
              new Finished(
                  4,
                  "",
                  "customerio-agent: process "
                      + pid
                      + " was started with -XX:-EnableDynamicAgentLoading (JEP 451) and takes no"
                      + " agent while it runs; start it with -javaagent:"
                      + AgentJar.built().toAbsolutePath().normalize()));
      assertThat(application.does("event p 1")).isEqualTo("200");
    }
  }

  /** Asked again: on a busy machine with many JVMs one, or all together, may take too long. */
  private void awaitListed(String pid, String field, String value) throws Exception {
    shell.until(list -> value.equals(listed(list, pid, field)), "list", "--all", "--json");
  }

  /** "" of a process that is not in the list. */
  private static String listed(Finished list, String pid, String field) {
    try {
      for (JsonNode row : new ObjectMapper().readTree(list.out())) {
        if (row.get("pid").asText().equals(pid)) {
          return row.get(field).asText();
        }
      }
      return "";
    } catch (JsonProcessingException noJson) {
      throw new AssertionError(list.toString(), noJson);
    }
  }

  private static List<String> calls(AgentJvm jvm, String order) throws InterruptedException {
    jvm.tell(order);
    String answers = jvm.awaitLine(order + " = ");
    return Arrays.asList(answers.substring(order.length() + 3).split(" "));
  }

  /** Nothing leaves this machine, and calls wait for the agent's start as long as it takes. */
  private String settings() {
    List<String> settings = new ArrayList<>();
    settings.add("hosts.extra=track-us=" + base().getAuthority());
    settings.add("queue.dir=" + queue());
    settings.add("start.timeout=100s");
    settings.add("client.jetty.enabled=true");
    Stream.of("track-us", "track-eu", "pipelines-us", "pipelines-eu", "app-us", "app-eu")
        .forEach(role -> settings.add("endpoint." + role + '=' + base()));
    return String.join(",", settings);
  }

  private Path queue() {
    return directory.resolve("queue");
  }

  private URI base() {
    return simulator.uri(Family.TRACK, Region.US);
  }
}
