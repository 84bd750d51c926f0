package customerio.tests.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.tools.attach.VirtualMachine;
import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm.Finished;
import customerio.simulator.Simulator;
import customerio.simulator.faults.FaultRule;
import customerio.simulator.faults.Poison;
import customerio.simulator.faults.Poison.BatchStyle;
import customerio.simulator.state.Arrival;
import customerio.simulator.state.Result;
import customerio.tests.whole.RunningApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the built jar, as processes, on real applications. */
class CommandLineIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String PERSON = "canary%40example.com";

  @TempDir Path directory;
  private final Simulator simulator = Simulator.start();
  private final OperatorsShell shell = new OperatorsShell();

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void outage_isSeenListedExportedPurgedAndImportedAgain_andAllArrives() throws Exception {
    try (RunningApplication application = shop().start()) {
      String pid = Long.toString(application.jvm().pid());
      assertThat(shell.run("status", "--pid", pid))
          .matches(idle -> idle.exitCode() == 0 && idle.out().contains("idle: it runs with"));
      assertThat(shell.run("queue", "ls", "--pid", pid).exitCode()).isEqualTo(3);

      outageAfterOneCall(application);
      Finished degraded = shell.until(is(1), "status", "--pid", pid);
      assertThat(degraded.out())
          .contains("health       DEGRADED", "breaker-open track-us", "waiting      4 operations");
      JsonNode status = json(shell.run("status", "--pid", pid, "--json"));
      assertThat(status.get("pending").asInt()).isEqualTo(4);
      assertThat(status.get("destinations").get(0).get("breaker").asText()).isEqualTo("open");

      List<String> ids = ids("queue", "ls", "--pid", pid, "--json");
      assertThat(ids).hasSize(4);
      assertThat(ids("queue", "ls", "--pid", pid, "--json", "--kind", "track.identify")).isEmpty();
      Finished table = shell.run("queue", "ls", "--pid", pid, "--limit", "1");
      assertThat(table.out().lines().toList().get(1))
          .startsWith(ids.get(0))
          .contains("track.event");
      assertThat(table.err())
          .startsWith("customerio-agent: there is more: --limit 1 --after pending/");
      assertThat(shell.run("queue", "show", ids.get(3), "--pid", pid).out())
          .contains("kind         track.event", "destination  track-us");
      assertThat(shell.said()).as("no personal data but by --payload").doesNotContain("canary");
      assertThat(new OperatorsShell().run("queue", "show", ids.get(3), "--pid", pid, "--payload"))
          .matches(content -> content.out().contains("/api/v1/customers/" + PERSON + "/events"));

      exportPurgeImport(ids, "--pid", pid);

      simulator.faults().clear();
      shell.until(is(0), "flush", "--pid", pid, "--timeout", "30s");
      assertThat(sequence(simulator.awaitArrivals(5, SOON))).containsExactly(1, 2, 3, 4, 5);
      shell.until(is(0), "status", "--pid", pid);
    }
  }

  @Test
  void killedApplication_isLookedAfterOnItsDirectory_andItsNextStartDelivers() throws Exception {
    Path queue = directory.resolve("queue");
    String dir = queue.toString();
    try (RunningApplication application = shop().start()) {
      outageAfterOneCall(application);
      Finished refused = shell.run("queue", "purge", "--pending", "--yes", "--dir", dir);
      assertThat(refused.exitCode()).isEqualTo(4);
      assertThat(refused.err()).contains("use --pid " + application.jvm().pid());
      assertThat(ids("queue", "ls", "--dir", dir, "--json"))
          .as("looking is possible beside a running application")
          .hasSize(4);
      application.jvm().kill();
    }
    Finished stopped = shell.run("status", "--dir", dir);
    assertThat(stopped.exitCode()).isEqualTo(3);
    assertThat(stopped.out()).contains("health       STOPPED", "waiting      4 operations");
    assertThat(shell.run("pause", "--pid", Long.toString(Integer.MAX_VALUE)).exitCode())
        .isEqualTo(3);
    List<String> ids = ids("queue", "ls", "--dir", dir, "--json");
    assertThat(shell.run("queue", "show", ids.get(0), "--dir", dir).exitCode()).isZero();
    assertThat(shell.said()).doesNotContain("canary");
    assertThat(new OperatorsShell().run("queue", "show", ids.get(0), "--dir", dir, "--payload"))
        .matches(content -> content.out().contains("/api/v1/customers/" + PERSON + "/events"));

    exportPurgeImport(ids, "--dir", dir);

    simulator.faults().clear();
    try (RunningApplication restarted = shop().start()) {
      restarted.jvm().awaitErrorLine("[customerio-agent] took over 4 operations");
      restarted.does("event " + PERSON + " 6");
      assertThat(sequence(simulator.awaitArrivals(6, SOON))).containsExactly(1, 2, 3, 4, 5, 6);
    }
  }

  @Test
  void refusedOperations_areDeadLettersWithAReason_andAreReplayedOnceTheyAreTaken()
      throws Exception {
    try (RunningApplication application = shop().start()) {
      String pid = Long.toString(application.jvm().pid());
      application.does("event " + PERSON + " 1");
      simulator.awaitArrivals(1, SOON);
      simulator
          .faults()
          .add(FaultRule.named("bad").poison(new Poison("said", null, BatchStyle.MULTI_STATUS)));
      application.does("event " + PERSON + " 2");
      application.does("event " + PERSON + " 3");
      application.awaits("mbean DeadLetters", "2");

      JsonNode status = json(shell.run("status", "--pid", pid, "--json"));
      assertThat(status.get("deadLetters").toString()).isEqualTo("{\"rejected\":2}");
      assertThat(ids("queue", "ls", "--dead", "--reason", "expired", "--pid", pid, "--json"))
          .isEmpty();
      List<String> dead = ids("queue", "ls", "--dead", "--pid", pid, "--json");
      assertThat(shell.run("queue", "show", dead.get(0), "--pid", pid).out())
          .contains("state        dead", "reason       rejected");
      assertThat(shell.said()).doesNotContain("canary");

      simulator.faults().clear();
      Finished replayed = shell.run("queue", "replay", "--reason", "rejected", "--pid", pid);
      assertThat(replayed).isEqualTo(new Finished(0, "2 dead letters queued again", ""));
      simulator
          .arrivals()
          .await(2, arrival -> arrival.result() == Result.APPLIED && seq(arrival) > 1, SOON);
      assertThat(ids("queue", "ls", "--dead", "--pid", pid, "--json")).isEmpty();
    }
  }

  @Test
  void pausedDeliveries_waitUntilResume() throws Exception {
    try (RunningApplication application = shop().start()) {
      String pid = Long.toString(application.jvm().pid());
      application.does("event " + PERSON + " 1");

      assertThat(shell.run("pause", "--pid", pid).exitCode()).isZero();
      application.does("event " + PERSON + " 2");
      Finished paused = shell.run("status", "--pid", pid);
      assertThat(paused.exitCode()).isEqualTo(1);
      assertThat(paused.out())
          .contains("deliveries   paused; 'resume' goes on", "waiting      1 operation,");
      assertThat(shell.run("flush", "--pid", pid, "--timeout", "1s").exitCode()).isEqualTo(1);
      assertThat(simulator.arrivals().all()).hasSize(1);

      assertThat(shell.run("resume", "--pid", pid).exitCode()).isZero();
      assertThat(sequence(simulator.awaitArrivals(2, SOON))).containsExactly(1, 2);
    }
  }

  @Test
  void applications_areFoundByPidByAddressAndInTheList() throws Exception {
    try (RunningApplication application = shop().start()) {
      String pid = Long.toString(application.jvm().pid());
      application.does("event " + PERSON + " 1");

      // on a busy machine a JVM may not answer in time: then it is not known to have the agent
      shell.until(
          list ->
              list.out()
                  .lines()
                  .anyMatch(line -> line.startsWith(pid + ' ') && line.endsWith("Caller")),
          "list");
      Finished list = shell.until(it -> it.out().contains(":" + pid + ","), "list", "--json");
      assertThat(json(list).findValuesAsText("pid")).contains(pid);
      VirtualMachine jvm = VirtualMachine.attach(pid);
      String address = jvm.startLocalManagementAgent();
      jvm.detach();
      assertThat(shell.run("status", "--url", address))
          .matches(up -> up.exitCode() == 0 && up.out().contains("health       UP"));
    }
    assertThat(shell.run("status", "--pid", Long.toString(ProcessHandle.current().pid())))
        .matches(none -> none.exitCode() == 3 && none.err().endsWith("runs without the agent"));
  }

  @Test
  void wrongCommand_isOneLine() throws Exception {
    assertThat(shell.run("stauts"))
        .isEqualTo(
            new Finished(
                64, "", "customerio-agent: unknown command 'stauts'; did you mean status?"));
  }

  @Test
  void withoutArguments_itHelps_andTheAgentOfTheEnvironmentKeepsQuiet() throws Exception {
    Finished help =
        shell.run(
            OperatorsShell.command()
                .environment("JAVA_TOOL_OPTIONS", "-javaagent:" + AgentJar.built()));

    assertThat(help.exitCode()).isZero();
    assertThat(help.out())
        .contains("java -javaagent:customerio-agent.jar -jar your-app.jar", "queue purge [ID...]");
    assertThat(help.err()).matches("Picked up JAVA_TOOL_OPTIONS: .*");
  }

  @Test
  void closedPipe_andAPlaceWhereNothingCanBeWritten_areNoNews() throws Exception {
    Path temporary = Files.createDirectory(directory.resolve("tmp"));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "cd /proc && '"
                    + java
                    + "' -XX:-UsePerfData -Djava.io.tmpdir='"
                    + temporary
                    + "' -jar '"
                    + AgentJar.built().toAbsolutePath()
                    + "' help 2>&1 | head -n 1")
            .start();

    assertThat(new String(process.getInputStream().readAllBytes()))
        .isEqualTo("Delivers an application's Customer.io calls for certain. To use it:\n");
    assertThat(process.waitFor()).isZero();
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left).isEmpty();
    }
  }

  /** One call is delivered, four more wait. */
  private void outageAfterOneCall(RunningApplication application) throws Exception {
    application.does("event " + PERSON + " 1");
    simulator.awaitArrivals(1, SOON);
    simulator.faults().add(FaultRule.named("outage").status(503));
    for (int seq = 2; seq <= 5; seq++) {
      assertThat(application.does("event " + PERSON + " " + seq)).isEqualTo("200");
    }
  }

  private void exportPurgeImport(List<String> ids, String option, String value) throws Exception {
    Path file = directory.resolve("operations.ndjson");
    assertThat(shell.run("queue", "export", "--out", file.toString(), option, value))
        .isEqualTo(new Finished(0, "4 operations in " + file, ""));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(shell.run("queue", "export", "--out", file.toString(), option, value).exitCode())
        .isEqualTo(4);

    assertThat(shell.run("queue", "purge", "--pending", option, value))
        .isEqualTo(
            new Finished(
                4,
                "",
                "customerio-agent: nothing was removed: nobody is here to confirm it, and --yes is"
                    + " not given"));
    assertThat(ids("queue", "ls", option, value, "--json")).isEqualTo(ids);
    assertThat(shell.run("queue", "purge", "--pending", "--yes", option, value).out())
        .isEqualTo("removed for good: 4 waiting operations, 0 dead letters");
    assertThat(ids("queue", "ls", option, value, "--json")).isEmpty();

    String lefts = ", 0 left out because they are here already, 0 refused";
    assertThat(shell.run("queue", "import", file.toString(), option, value).out())
        .isEqualTo("4 operations queued" + lefts);
    assertThat(ids("queue", "ls", option, value, "--json")).isEqualTo(ids);
    assertThat(shell.run("queue", "import", file.toString(), option, value).out())
        .startsWith("0 operations queued, 4 left out");
  }

  private Shop shop() {
    return new Shop(simulator, directory.resolve("queue"));
  }

  private List<String> ids(String... command) throws Exception {
    JsonNode page = json(shell.run(command));
    return page.get("operations").findValuesAsText("id");
  }

  private static JsonNode json(Finished finished) throws IOException {
    return new ObjectMapper().readTree(finished.out());
  }

  private static Predicate<Finished> is(int exitCode) {
    return finished -> finished.exitCode() == exitCode;
  }

  private static List<Integer> sequence(List<Arrival> arrivals) {
    return arrivals.stream().map(CommandLineIT::seq).toList();
  }

  private static int seq(Arrival arrival) {
    return arrival.data().get("seq").asInt();
  }
}
