package customerio.tests.whole;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.jvm.JvmCommand;
import customerio.simulator.Family;
import customerio.simulator.Host;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import customerio.simulator.accounts.Credential;
import customerio.simulator.faults.FaultRule;
import customerio.simulator.state.Arrival;
import customerio.tests.crash.TrackCalls;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The built jar on a real JVM, as a user would start it. */
class WholeAgentIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String KEY =
      Base64.getEncoder()
          .encodeToString("site-crash:key-crash".getBytes(StandardCharsets.US_ASCII));

  @TempDir Path directory;
  private final Simulator simulator = Simulator.start();
  private Path hosts;

  /** Real host names lead to this machine whatever happens: nothing of a test leaves it. */
  @BeforeEach
  void namesStayHere() throws Exception {
    hosts = directory.resolve("hosts");
    StringBuilder lines = new StringBuilder("127.0.0.1 localhost\n");
    for (String name : List.of("track", "track-eu", "cdp", "cdp-eu", "api", "api-eu")) {
      lines.append("127.0.0.1 ").append(name).append(".customer.io\n");
    }
    Files.writeString(hosts, lines);
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void firstCall_isCustomeriosOwn_laterOnesAreAnsweredAtOnceAndArrive() throws Exception {
    try (RunningApplication application = start()) {
      assertThat(application.does("identify p1 1")).isEqualTo("200");
      assertThat(application.does("event p1 2")).isEqualTo("200");
      assertThat(application.does("mbean Relayed")).isEqualTo("1");
      assertThat(application.does("mbean Accepted")).isEqualTo("1");

      assertThat(simulator.awaitArrivals(2, SOON).stream().map(WholeAgentIT::line))
          .containsExactly("identify id:p1 1", "event id:p1 2");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://track.customer.io", "https://track-eu.customer.io"})
  void realHost_isTakenOverWithoutTls(String base) throws Exception {
    try (RunningApplication application =
        RunningApplication.of(
            command(
                    "endpoint.track-us=" + simulator.uri(Family.TRACK, Region.US),
                    // the test's workspace is in the US: both names lead there
                    "endpoint.track-eu=" + simulator.uri(Family.TRACK, Region.US))
                .arguments(base)
                .start())) {
      assertThat(application.does("identify p1 1")).isEqualTo("200");
      assertThat(application.does("event p1 2")).isEqualTo("200");
      assertThat(simulator.awaitArrivals(2, SOON)).hasSize(2);
    }
  }

  @Test
  void outage_isNoNewsToTheApplication_andEverythingArrivesAfterwards() throws Exception {
    try (RunningApplication application = start("breaker.open-duration=200ms")) {
      application.does("identify p1 1");
      simulator.faults().add(FaultRule.named("outage").status(503));
      for (int seq = 2; seq <= 20; seq++) {
        assertThat(application.does((seq % 2 == 0 ? "event" : "identify") + " p1 " + seq))
            .isEqualTo("200");
      }
      assertThat(application.does("mbean Pending")).isEqualTo("19");
      simulator.faults().clear();

      assertThat(
              simulator.awaitArrivals(20, SOON).stream()
                  .map(arrival -> arrival.data().get("seq").asInt()))
          .containsExactly(Stream.iterate(1, seq -> seq + 1).limit(20).toArray(Integer[]::new));
    }
  }

  @Test
  void wrongKey_showsInTheApplicationEachTime() throws Exception {
    simulator.accounts().revoke(new Credential(Family.TRACK, "site-crash", "key-crash"));
    try (RunningApplication application = start()) {
      assertThat(application.does("identify p1 1")).isEqualTo("401");
      assertThat(application.does("event p1 2")).isEqualTo("401");
      assertThat(application.does("mbean Accepted")).isEqualTo("0");
    }
  }

  @Test
  void restartedApplication_thatSaysNothing_deliversWithTheCredentialsFile() throws Exception {
    leaveBacklog();
    Path credentials = directory.resolve("credentials.txt");
    Files.writeString(credentials, "# the shop's key\n" + TrackCalls.AUTHORIZATION + '\n');

    try (RunningApplication restarted = start("credentials.file=" + credentials)) {
      restarted.jvm().awaitErrorLine("[customerio-agent] took over 2 operations");
      assertThat(simulator.awaitArrivals(3, SOON).stream().map(WholeAgentIT::line))
          .containsExactly("identify id:p1 1", "event id:p1 2", "identify id:p1 3");
    }
  }

  @Test
  void restartedApplication_waitsForCredentialsVisibly_andNothingOvertakesTheBacklog()
      throws Exception {
    leaveBacklog();

    try (RunningApplication restarted = start()) {
      restarted.jvm().awaitErrorLine("[customerio-agent] took over 2 operations");
      restarted.awaits("waiting", "credentials");
      assertThat(restarted.does("event p1 4")).isEqualTo("200");

      assertThat(
              simulator.awaitArrivals(4, SOON).stream()
                  .map(arrival -> arrival.data().get("seq").asInt()))
          .containsExactly(1, 2, 3, 4);
      restarted.awaits("mbean Pending", "0");
      assertThat(restarted.does("waiting")).isEmpty();
    }
  }

  @Test
  void firstCallsInAnOutage_thenKilled_areNotOvertakenByTheNextRun() throws Exception {
    simulator.faults().add(FaultRule.named("outage").status(503));
    try (RunningApplication application = start()) {
      assertThat(application.does("identify p1 1")).isEqualTo("200");
      assertThat(application.does("event p1 2")).isEqualTo("200");
      application.jvm().kill();
    }
    simulator.faults().clear();

    try (RunningApplication restarted = start()) {
      assertThat(restarted.does("event p1 3")).isEqualTo("200");

      assertThat(
              simulator.awaitArrivals(3, SOON).stream()
                  .map(arrival -> arrival.data().get("seq").asInt()))
          .containsExactly(1, 2, 3);
    }
  }

  @Test
  void wrongSettings_areOneLineEachAndTheApplicationRuns() throws Exception {
    AgentJvm.Finished finished;
    try (RunningApplication application = start("queue.dri=/x", "retry.max-attempts=many")) {
      assertThat(application.does("identify p1 1")).isEqualTo("200");
      application.jvm().terminate();
      finished = application.jvm().await();
    }

    assertThat(finished.err().lines().limit(2))
        .containsExactlyInAnyOrder(
            "[customerio-agent] unknown setting 'queue.dri' is ignored; did you mean queue.dir?",
            "[customerio-agent] agent argument retry.max-attempts is 'many'; expected a whole"
                + " number above 0; using 3");
  }

  @Test
  void end_isOneLineAndNothingOfASecretIsSaidOrKept() throws Exception {
    AgentJvm.Finished finished;
    try (RunningApplication application = start("shutdown.timeout=60s")) {
      application.does("identify canary%40example.com 1");
      application.does("event canary%40example.com 2");
      simulator.awaitArrivals(2, SOON);
      application.jvm().terminate();
      finished = application.jvm().await();
    }

    assertThat(finished.err())
        .contains("[customerio-agent] stopped: accepted 1, delivered 1, deduplicated 0, rejected 0")
        .doesNotContain("canary", KEY, "key-crash", "site-crash");
    try (Stream<Path> kept = Files.walk(directory.resolve("queue"))) {
      for (Path file : kept.toList()) {
        assertThat(file.toString()).doesNotContain("canary", "crash");
        if (Files.isRegularFile(file)) {
          assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
              .doesNotContain(KEY, "key-crash", "site-crash");
        }
      }
    }
  }

  /** One call was delivered, two more were answered, then the process was killed. */
  private void leaveBacklog() throws Exception {
    try (RunningApplication application = start()) {
      application.does("identify p1 1");
      simulator.awaitArrivals(1, SOON);
      simulator.faults().add(FaultRule.named("outage").status(503));
      assertThat(application.does("event p1 2")).isEqualTo("200");
      assertThat(application.does("identify p1 3")).isEqualTo("200");
      application.jvm().kill();
    }
    simulator.faults().clear();
  }

  private RunningApplication start(String... settings) throws InterruptedException {
    URI base = simulator.uri(new Host(Family.TRACK, Region.US));
    return RunningApplication.of(command(settings).arguments(base.toString()).start());
  }

  private JvmCommand command(String... settings) {
    URI base = simulator.uri(Family.TRACK, Region.US);
    return AgentJvm.of(Caller.class)
        .shortLived()
        .options("-Djdk.net.hosts.file=" + hosts)
        .agent(
            AgentJar.built(),
            Stream.concat(
                    Stream.of(
                        "hosts.extra=track-us=" + base.getAuthority(),
                        "queue.dir=" + directory.resolve("queue")),
                    Stream.of(settings))
                .toArray(String[]::new));
  }

  private static String line(Arrival arrival) {
    return arrival.kind() + ' ' + arrival.person() + ' ' + arrival.data().get("seq").asLong();
  }
}
