package customerio.tests.faultinjection;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.jvm.JvmCommand;
import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import customerio.simulator.state.Arrival;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P2 on a real JVM: whatever of ours throws, each call reaches Customer.io once and succeeds. */
class FaultInjectionIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String SIX_TIMES_OK = "1 200\n2 200\n3 200\n4 200\n5 200\n6 200";

  private static final Simulator SIMULATOR = Simulator.start();

  @TempDir static Path shared;
  @TempDir Path directory;

  /** The first call of a credential goes another way: it is over before anything fails. */
  @BeforeAll
  static void credentialIsProven() throws Exception {
    application(shared).start().await();
    SIMULATOR.awaitArrivals(6, SOON);
  }

  @BeforeEach
  void nothingHasArrived() throws Exception {
    SIMULATOR.state().clear();
    Files.createDirectory(directory.resolve("queue"));
    Files.copy(
        shared.resolve("queue").resolve("credentials"),
        directory.resolve("queue").resolve("credentials"));
  }

  @AfterAll
  static void stop() {
    SIMULATOR.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LazyAgent#claims",
        "LazyAgent#origin",
        "LazyAgent#take",
        "config/SettingsReader#read",
        "Engine#start",
        "intake/CustomerioHosts#place",
        "customerio/Endpoint#match",
        "telemetry/Telemetry#taking",
        "intake/PlainBody#of",
        "customerio/RequestReader#read",
        "credentials/CredentialVault#learn",
        "credentials/CredentialVault#standing",
        "intake/Sayings#of",
        "intake/Acceptance#repeated",
        "intake/Replies#accepted",
        "customerio/AcceptedReply#to",
        "intake/Acceptance#commit",
        "customerio/OperationCodec#encode",
        "queue/disk/DiskQueue#append",
        "queue/disk/Appender#append",
        "telemetry/ObservedCall#accepted",
        "intake/RepeatedIdentify#accepted",
        "instrumentation/jdk/SendInterceptor#intercept",
        "instrumentation/jdk/TakenCall#begin",
        "instrumentation/jdk/TakenCall#answer",
        "instrumentation/jdk/RequestCapture#of",
        "instrumentation/urlconnection/OpenConnectionInterceptor#intercept",
        "instrumentation/urlconnection/RequestCapture#of",
        "instrumentation/urlconnection/Answer#<init>",
        "instrumentation/urlconnection/MemoryExchange#begin"
      })
  void faultOfOurs_isNotTheApplicationsAndSendsNothingTwice(String place) throws Exception {
    runsAsIfNothingWere(place);

    assertThat(SIMULATOR.awaitArrivals(6, SOON).stream().map(FaultInjectionIT::seq))
        .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
  }

  /** What was committed stays committed, and leaves with the next run. */
  @Test
  void faultOnTheWayToDelivery_losesNothingAndSendsNothingTwice() throws Exception {
    runsAsIfNothingWere("delivery/Delivery#offer");
    assertThat(SIMULATOR.arrivals().count()).isZero();

    application(directory).start().await();

    assertThat(SIMULATOR.awaitArrivals(12, SOON).stream().map(FaultInjectionIT::seq))
        .containsExactly(1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6);
  }

  private void runsAsIfNothingWere(String place) throws Exception {
    AgentJvm.Finished finished =
        application(directory)
            .agent(FaultyJar.in(directory), "customerio/agent/" + place)
            .start()
            .await();
    assertThat(finished.out()).as(finished.err()).isEqualTo(SIX_TIMES_OK);
    assertThat(finished.exitCode()).isZero();
  }

  private static int seq(Arrival arrival) {
    return arrival.data().get("seq").asInt();
  }

  private static JvmCommand application(Path directory) {
    URI base = SIMULATOR.uri(Family.TRACK, Region.US);
    return AgentJvm.of(FewCalls.class)
        .agent(
            AgentJar.built(),
            "hosts.extra=track-us=" + base.getAuthority(),
            "queue.dir=" + directory.resolve("queue"))
        .arguments(base.toString());
  }
}
