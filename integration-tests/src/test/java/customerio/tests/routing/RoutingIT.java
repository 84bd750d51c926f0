package customerio.tests.routing;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.simulator.Family;
import customerio.simulator.Host;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import customerio.simulator.accounts.WrongRegion;
import customerio.simulator.faults.FaultRule;
import customerio.simulator.state.Arrival;
import customerio.tests.whole.RunningApplication;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A company with a workspace in the US and one in the EU, and an application that knows of one. */
class RoutingIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String EU_PAIR = "eu-site-shop:key-shop";

  @TempDir Path directory;
  private final Simulator simulator = Simulator.start();
  private Path routing;

  @BeforeEach
  void writeRoutingFile() throws Exception {
    // a call in the wrong region is to show, not to be forwarded
    simulator.regions().set(new Host(Family.TRACK, Region.US), WrongRegion.REFUSE);
    routing = directory.resolve("routing.properties");
    Files.writeString(
        routing,
        """
        workspace.us.region = us
        workspace.us.track = %s
        workspace.eu.region = eu
        workspace.eu.track = %s
        rule.1 = country country: DE, FR -> eu; US -> us
        """
            .formatted(CountryCaller.AUTHORIZATION, CountryCaller.basic(EU_PAIR)));
    Files.setPosixFilePermissions(routing, PosixFilePermissions.fromString("rw-------"));
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void person_livesInTheWorkspaceOfItsCountry_overKillAndRestart() throws Exception {
    try (RunningApplication application = start()) {
      assertThat(application.does("identify p1 DE")).isEqualTo("200");
      assertThat(application.does("event p1 one")).isEqualTo("200");
      assertThat(application.does("identify p2 US")).isEqualTo("200");
      assertThat(application.does("event p2 two")).isEqualTo("200");
      simulator.awaitArrivals(4, SOON);
      assertThat(application.does("routes")).isEqualTo("eu 2 us 2");
      // what is delivered and not yet noted so would arrive again, under the same id
      application.awaits("pending", "0");
      application.jvm().kill();
    }
    try (RunningApplication restarted = start()) {
      assertThat(restarted.does("event p1 three")).isEqualTo("200");
      assertThat(restarted.does("identify p1 US")).isEqualTo("200");
      assertThat(restarted.does("event p2 four")).isEqualTo("200");
      restarted.jvm().awaitErrorLine("[customerio-agent] routing: an identify now has attributes");

      assertThat(simulator.awaitArrivals(7, SOON).stream().map(RoutingIT::line))
          .containsExactlyInAnyOrder(
              "eu-shop identify id:p1",
              "eu-shop event id:p1 one",
              "shop identify id:p2",
              "shop event id:p2 two",
              "eu-shop event id:p1 three",
              "eu-shop identify id:p1",
              "shop event id:p2 four");
    }
    assertThat(kept()).doesNotContain("key-shop", EU_PAIR, CountryCaller.basic(EU_PAIR));
  }

  @Test
  void backlogOfTheOtherWorkspace_leavesAfterAKill_inOrderAndWithoutACall() throws Exception {
    try (RunningApplication application = start()) {
      application.does("identify p1 DE");
      simulator.faults().add(FaultRule.named("outage").status(503));
      assertThat(application.does("event p1 one")).isEqualTo("200");
      assertThat(application.does("event p1 two")).isEqualTo("200");
      application.jvm().kill();
    }
    simulator.faults().clear();

    try (RunningApplication restarted = start()) {
      restarted.jvm().awaitErrorLine("[customerio-agent] took over 2 operations");

      assertThat(simulator.awaitArrivals(3, SOON).stream().map(RoutingIT::line))
          .containsExactly(
              "eu-shop identify id:p1", "eu-shop event id:p1 one", "eu-shop event id:p1 two");
    }
  }

  private RunningApplication start() throws InterruptedException {
    return RunningApplication.start(
        CountryCaller.class,
        simulator,
        directory.resolve("queue"),
        "endpoint.track-eu=" + simulator.uri(Family.TRACK, Region.EU),
        "routing.file=" + routing);
  }

  private String kept() throws Exception {
    StringBuilder kept = new StringBuilder();
    try (Stream<Path> files = Files.walk(directory.resolve("queue"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        kept.append(file).append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return kept.toString();
  }

  private static String line(Arrival arrival) {
    String line = arrival.workspace() + ' ' + arrival.kind() + ' ' + arrival.person();
    return arrival.name() == null ? line : line + ' ' + arrival.name();
  }
}
