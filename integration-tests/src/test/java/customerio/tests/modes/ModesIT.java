package customerio.tests.modes;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.Patience;
import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import customerio.simulator.faults.FaultRule;
import customerio.simulator.state.Arrival;
import customerio.tests.management.AttachedJmx;
import customerio.tests.whole.RunningApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The modes of the built jar on a real JVM, and switching between them while it runs. */
class ModesIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path directory;
  private final Simulator simulator = Simulator.start();

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void sync_callsReturnWithTheirOutcome() throws Exception {
    // an answer comes in time, however busy the machine
    try (RunningApplication application = start("mode=sync", "sync.timeout=60s")) {
      assertThat(application.does("identify p1 1")).isEqualTo("200"); // probation
      assertThat(application.does("identify p1 2")).isEqualTo("200");
      assertThat(arrivals(2)).containsExactly("identify id:p1 1", "identify id:p1 2");
      assertThat(application.does("event p1 3")).isEqualTo("200");
      assertThat(arrivals(3)).endsWith("event id:p1 3");
      assertThat(application.does("mbean Accepted")).isEqualTo("2");
      assertThat(application.does("mbean Pending")).isEqualTo("0");

      simulator.faults().add(FaultRule.named("refusal").path("/customers/p2").status(400));
      assertThat(application.does("identify p2 4")).isEqualTo("400");
      assertThat(application.does("event p2 5")).isEqualTo("400");
      assertThat(application.does("mbean DeadLetters")).isEqualTo("2");
    }
  }

  @Test
  void outage_accept_isNoNewsToTheApplication() throws Exception {
    try (RunningApplication application =
        start("mode=sync", "sync.timeout=300ms", "breaker.open-duration=200ms")) {
      application.does("identify p1 1");
      simulator.faults().add(FaultRule.named("outage").status(503));
      for (int seq = 2; seq <= 9; seq++) {
        assertThat(application.does((seq % 2 == 0 ? "event" : "identify") + " p1 " + seq))
            .isEqualTo("200");
      }
      assertThat(application.does("mbean Pending")).isEqualTo("8");
      simulator.faults().clear();

      assertThat(
              simulator.awaitArrivals(9, SOON).stream()
                  .map(arrival -> arrival.data().get("seq").asInt()))
          .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    }
  }

  /** Nothing listens there: not a byte leaves, so each failed call can be withdrawn. */
  @Test
  void outage_error_isTheClientsTimeout_andWhatFailedNeverArrives() throws Exception {
    try (RunningApplication application =
        start(
            "mode=sync",
            "sync.on-outage=error",
            "sync.timeout=300ms",
            "breaker.failure-threshold=1",
            "breaker.success-threshold=1",
            "breaker.open-duration=1h",
            "breaker.max-open-duration=1h")) {
      application.does("identify p1 1");
      simulator.refuse(Family.TRACK, Region.US);
      // goes into the connection of before, which breaks: nobody can know whether it arrived.
      // From then on nothing is tried, not even in the moment in which a call is withdrawn
      untilDown(application, "identify other 0");
      long unknown = Long.parseLong(application.does("mbean Pending"));
      long withdrawn = Long.parseLong(application.does("mbean Withdrawn"));

      assertThat(application.does("identify p1 2")).isEqualTo("java.net.SocketTimeoutException");
      assertThat(application.does("event p1 3")).isEqualTo("java.net.http.HttpTimeoutException");
      assertThat(application.does("mbean Withdrawn")).isEqualTo(String.valueOf(withdrawn + 2));
      assertThat(application.does("mbean Pending")).isEqualTo(String.valueOf(unknown));

      simulator.accept(Family.TRACK, Region.US);
      try (AttachedJmx jmx = AttachedJmx.to(application.jvm().pid())) {
        // its bean comes some time after it does
        jmx.awaits("type=CircuitBreaker,name=track-us", "State", "open");
        jmx.invoke("type=CircuitBreaker,name=track-us", "tryNow");
      }
      untilAccepted(application, "identify other 1");
      // which does not wait: of a call that does, and is given up on its way, it would be a second
      assertThat(application.does("mode async")).isEqualTo("done");
      assertThat(application.does("event p1 4")).isEqualTo("200");
      application.awaits("mbean Pending", "0");
      assertThat(saidAbout("id:p1")).containsExactly(1L, 4L);
      application.jvm().kill();
    }
    try (RunningApplication restarted = start()) {
      assertThat(restarted.does("event p1 5")).isEqualTo("200");
      restarted.awaits("mbean Delivered", "1");
      assertThat(saidAbout("id:p1")).containsExactly(1L, 4L, 5L);
    }
  }

  @Test
  void oneOperation_canHaveAModeOfItsOwn() throws Exception {
    try (RunningApplication application =
        start("mode=async", "mode.track.identify=sync", "sync.timeout=60s")) {
      application.does("event p1 1");
      simulator.faults().add(FaultRule.named("refusal").status(400));

      assertThat(application.does("event p1 2")).isEqualTo("200");
      assertThat(application.does("identify p1 3")).isEqualTo("400");
    }
  }

  /** The call that finds the agent off is untouched, and builds what can switch it on. */
  @ParameterizedTest
  @ValueSource(strings = {"off", "observe"})
  void startedWithoutTouchingAnything_canBeSwitchedOnAndBack(String mode) throws Exception {
    try (RunningApplication application = start("mode=" + mode)) {
      assertThat(application.does("identify p1 1")).isEqualTo("200");
      application.awaits("mbean Mode", mode);

      assertThat(application.does("mode async")).isEqualTo("done");
      untilProbation(application);
      assertThat(application.does("identify p1 2")).isEqualTo("200");
      assertThat(application.does("event p1 3")).isEqualTo("200");
      assertThat(application.does("mbean Accepted")).isEqualTo("2");
      application.awaits("mbean Delivered", "2");

      simulator.faults().add(FaultRule.named("outage").path("/events").status(503).times(1));
      assertThat(application.does("event p1 4")).isEqualTo("200");
      assertThat(application.does("switch track " + mode)).isEqualTo("done");
      application.awaits("mbean Delivered", "3");
      assertThat(application.does("identify p1 5")).isEqualTo("200");
      assertThat(application.does("mbean Accepted")).isEqualTo("3");

      assertThat(saidAbout("id:p1")).containsExactly(1L, 2L, 3L, 4L, 5L);
      application.jvm().awaitErrorLine("[customerio-agent] mode async from now on for all calls");
      application
          .jvm()
          .awaitErrorLine("[customerio-agent] mode " + mode + " from now on for track");
    }
  }

  /** The bean can be there a moment before the engine takes calls. */
  private static void untilProbation(RunningApplication application) throws Exception {
    String relayed =
        Patience.until(
            () -> {
              assertThat(application.does("identify other 0")).isEqualTo("200");
              return application.does("mbean Relayed");
            },
            count -> !count.equals("0"));
    assertThat(relayed).isEqualTo("1");
  }

  /** Called again, as one that is not sent within its time is withdrawn and says nothing. */
  private static void untilDown(RunningApplication application, String call) throws Exception {
    String health =
        Patience.until(
            () -> {
              application.does(call);
              return application.does("mbean Health");
            },
            "DEGRADED"::equals);
    assertThat(health).isEqualTo("DEGRADED");
  }

  /** As an application does that retries what has failed. */
  private static void untilAccepted(RunningApplication application, String call) throws Exception {
    assertThat(Patience.until(() -> application.does(call), "200"::equals)).isEqualTo("200");
  }

  private List<Long> saidAbout(String person) {
    return simulator.awaitArrivals(1, SOON).stream()
        .filter(arrival -> person.equals(arrival.person()))
        .map(arrival -> arrival.data().get("seq").asLong())
        .toList();
  }

  private List<String> arrivals(int count) {
    return simulator.awaitArrivals(count, SOON).stream().map(ModesIT::line).toList();
  }

  private static String line(Arrival arrival) {
    return arrival.kind() + ' ' + arrival.person() + ' ' + arrival.data().get("seq").asLong();
  }

  private RunningApplication start(String... settings) throws InterruptedException {
    return RunningApplication.start(
        ModeCaller.class, simulator, directory.resolve("queue"), settings);
  }
}
