package customerio.tests.operations;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.simulator.Simulator;
import customerio.simulator.faults.FaultRule;
import customerio.simulator.state.Arrival;
import customerio.tests.crash.TrackCalls;
import customerio.tests.whole.RunningApplication;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator with nothing but a JMX client, on the built jar. */
class OperationsIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Pattern ID = Pattern.compile("id=([0-9A-Z]{26})");

  @TempDir Path directory;
  private final Simulator simulator = Simulator.start();

  /** All that the operator and the log have shown. */
  private final StringBuilder shown = new StringBuilder();

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void outage_whatWaitsIsListedExportedPurgedAndImportedByTheNextGeneration() throws Exception {
    Path file = directory.resolve("export.ndjson");
    List<String> ids;
    try (RunningApplication application = start()) {
      assertThat(application.does("identify canary1 1")).isEqualTo("200"); // probation
      simulator.faults().add(FaultRule.named("outage").status(503));
      for (int seq = 2; seq <= 5; seq++) {
        assertThat(application.does("event canary1 " + seq)).isEqualTo("200");
      }
      assertThat(application.does("identify canary2 6")).isEqualTo("200");
      application.awaits("mbean Agent Pending", "5");

      ids = ids(queue(application, "list - 10 -"));
      assertThat(ids).hasSize(5).isSorted();
      String page = queue(application, "list kind=track.event 3 -");
      assertThat(ids(page)).isEqualTo(ids.subList(0, 3));
      String next = page.replaceAll(".*next=([^,}]+).*", "$1");
      assertThat(ids(queue(application, "list kind=track.event 3 " + next)))
          .isEqualTo(ids.subList(3, 4));
      assertThat(queue(application, "show " + ids.get(4)))
          .contains("kind=track.identify", "destination=track-us", "attempts=0");

      assertThat(queue(application, "exportTo " + file + " kind=track.event"))
          .contains("exported=4", "unreadable=0");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(Files.readString(file)).doesNotContain(TrackCalls.AUTHORIZATION.substring(6));
      assertThat(queue(application, "exportTo " + file + " -"))
          .startsWith("java.nio.file.FileAlreadyExistsException");

      assertThat(queue(application, "purge pending yes")).contains("nothing was removed");
      String purged = queue(application, "purge pending+kind=track.event purge");
      // one may just be a probe of the breaker; it stays, and its turn is the next one's
      application.awaits(
          "queue purge pending+kind=track.event purge", "{deadLetters=0, inFlight=0");
      assertThat(purged).startsWith("{deadLetters=0");
      application.awaits("mbean Agent Pending", "1");
      application.jvm().awaitErrorLine("[customerio-agent] an operator gave up");
      // nothing is left to chance: an outage of the same length in the next life
      shown.append(application.jvm().kill().err());
    }
    simulator.faults().clear();

    try (RunningApplication application = start()) {
      // a call of the application wakes the agent, and brings the credential
      assertThat(application.does("identify canary3 7")).isEqualTo("200");
      application.awaits("mbean Agent Pending", "0");
      String report = queue(application, "importFrom " + file);
      assertThat(report).contains("imported=4", "refused=0");
      application.awaits("mbean Agent Pending", "0");

      List<Arrival> arrived = simulator.awaitArrivals(7, SOON);
      assertThat(
              arrived.stream()
                  .filter(arrival -> "event".equals(arrival.kind()))
                  .map(arrival -> arrival.operation().eventId()))
          .containsExactlyElementsOf(ids.subList(0, 4));
      shown.append(application.jvm().kill().err());
    }
    assertThat(shown.toString())
        .contains("an operator gave up")
        .contains("an operator imported 4 operations")
        .doesNotContain("canary", TrackCalls.AUTHORIZATION.substring(6));
  }

  @Test
  void rejected_isReplayedWhenTheFaultIsMended_underItsId() throws Exception {
    // alone: of two people who share a lane, the batch's path would not tell
    try (RunningApplication application = start("batch.mode=never")) {
      assertThat(application.does("identify canary1 1")).isEqualTo("200");
      simulator.faults().add(FaultRule.named("refusal").path("/customers/canary2").status(400));
      assertThat(application.does("event canary2 2")).isEqualTo("200");
      assertThat(application.does("event canary1 3")).isEqualTo("200");
      application.awaits("mbean Agent DeadLetters", "1");

      String status = show(application, "mbean Queue Status");
      assertThat(status).contains("deadLettersByReason=[{key=rejected, value=1}]", "running=true");
      String letter = queue(application, "list dead 10 -");
      assertThat(letter).contains("kind=track.event", "reason=rejected: status-400");
      String id = ids(letter).get(0);
      assertThat(queue(application, "replay dead+reason=expired")).contains("replayed=0");

      simulator.faults().clear();
      assertThat(queue(application, "replay dead+reason=rejected")).contains("replayed=1");

      Arrival arrived = simulator.awaitArrivals(3, SOON).get(2);
      assertThat(arrived.operation().eventId()).isEqualTo(id);
      assertThat(arrived.person()).isEqualTo("id:canary2");
      application.awaits("mbean Agent Pending", "0");
      assertThat(application.does("mbean Agent DeadLetters")).isEqualTo("0");
      shown.append(application.jvm().kill().err());
    }
    assertThat(shown.toString())
        .contains("an operator put 1 dead letters back into the queue")
        .doesNotContain("canary", TrackCalls.AUTHORIZATION.substring(6));
  }

  @Test
  void pause_holdsDeliveriesNotCalls_andEndsWithTheProcess() throws Exception {
    try (RunningApplication application = start()) {
      assertThat(application.does("identify p1 1")).isEqualTo("200");
      queue(application, "pause");
      for (int seq = 2; seq <= 4; seq++) {
        assertThat(application.does("event p1 " + seq)).isEqualTo("200");
      }
      assertThat(queue(application, "flush 1")).contains("paused=true", "pending=3");
      assertThat(application.does("mbean Agent Health")).isEqualTo("PAUSED");
      assertThat(application.does("mbean Agent HealthReasons")).startsWith("[paused: ");
      assertThat(simulator.awaitArrivals(1, SOON)).hasSize(1);
      application.jvm().kill();
    }
    try (RunningApplication application = start()) {
      assertThat(application.does("event p1 5")).isEqualTo("200");
      assertThat(simulator.awaitArrivals(5, SOON).stream().map(OperationsIT::seq))
          .containsExactly(1L, 2L, 3L, 4L, 5L);
      queue(application, "pause");
      assertThat(application.does("event p1 6")).isEqualTo("200");
      queue(application, "resume");
      assertThat(simulator.awaitArrivals(6, SOON)).hasSize(6);
      assertThat(application.does("mbean Agent Health")).isEqualTo("UP");
    }
  }

  /** The breaker would wait for an hour; the operator knows better. */
  @Test
  void flush_sendsWhatABreakerHoldsBack() throws Exception {
    try (RunningApplication application =
        start("breaker.open-duration=1h", "breaker.max-open-duration=1h")) {
      assertThat(application.does("identify p1 1")).isEqualTo("200");
      simulator.faults().add(FaultRule.named("outage").status(503));
      for (int seq = 2; seq <= 30; seq++) {
        assertThat(application.does("event p" + seq + " " + seq)).isEqualTo("200");
      }
      application.awaits("mbean Agent HealthReasons", "[breaker-open");
      assertThat(queue(application, "flush 1")).contains("pending=29");

      simulator.faults().clear();
      assertThat(queue(application, "flush 60")).contains("pending=0");

      assertThat(simulator.awaitArrivals(30, SOON)).hasSize(30);
    }
  }

  private String queue(RunningApplication application, String words) throws Exception {
    return show(application, "queue " + words);
  }

  private String show(RunningApplication application, String command) throws Exception {
    String answer = application.does(command);
    shown.append(answer).append('\n');
    return answer;
  }

  private static List<String> ids(String text) {
    List<String> ids = new ArrayList<>();
    Matcher matcher = ID.matcher(text);
    while (matcher.find()) {
      ids.add(matcher.group(1));
    }
    return ids;
  }

  private static long seq(Arrival arrival) {
    return arrival.data().get("seq").asLong();
  }

  private RunningApplication start(String... settings) throws InterruptedException {
    return RunningApplication.start(
        OperatedCaller.class, simulator, directory.resolve("queue"), settings);
  }
}
