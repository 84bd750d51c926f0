package customerio.tests.faultinjection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.params.provider.CsvSource;
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

  /** With the number of calls that come by such a place: each is counted, and none twice. */
  @ParameterizedTest
  @CsvSource({
    "LazyAgent#take, 6",
    "customerio/Endpoint#match, 6",
    "telemetry/Telemetry#taking, 6",
    "intake/PlainBody#of, 6",
    "customerio/RequestReader#read, 6",
    "credentials/CredentialVault#learn, 6",
    "credentials/CredentialVault#standing, 6",
    "intake/Sayings#of, 6",
    "intake/Acceptance#repeated, 6",
    "intake/Replies#accepted, 6",
    "customerio/AcceptedReply#to, 6",
    "intake/Acceptance#commit, 6",
    "customerio/OperationCodec#encode, 6",
    "queue/disk/DiskQueue#append, 6",
    "queue/disk/Appender#append, 6",
    "telemetry/ObservedCall#accepted, 6",
    "intake/RepeatedEvent#accepted, 6",
    "instrumentation/jdk/SendInterceptor#intercept, 3",
    "instrumentation/jdk/TakenCall#begin, 3",
    "instrumentation/jdk/TakenCall#answer, 3",
    "instrumentation/jdk/RequestCapture#capture, 3",
    "instrumentation/urlconnection/OpenConnectionInterceptor#intercept, 3",
    "instrumentation/urlconnection/RequestCapture#of, 3",
    "instrumentation/urlconnection/Answer#<init>, 3",
    "instrumentation/urlconnection/MemoryExchange#begin, 3"
  })
  void faultOfOurs_isNotTheApplicationsAndSendsNothingTwice(String place, long faults)
      throws Exception {
    AgentJvm.Finished finished = runsAsIfNothingWere(place);

    assertThat(finished.suppressedFaults()).isEqualTo(faults);
    eachArrivedOnce();
  }

  /** There is no engine that would count them; each place is one line. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "LazyAgent#claims",
        "LazyAgent#origin",
        "config/SettingsReader#read",
        "Engine#start",
        "intake/CustomerioHosts#place"
      })
  void faultBeforeTheStart_isNotTheApplicationsAndSendsNothingTwice(String place) throws Exception {
    AgentJvm.Finished finished = runsAsIfNothingWere(place);

    assertThat(finished.err().lines())
        .isNotEmpty()
        .doesNotHaveDuplicates()
        .allMatch(line -> line.startsWith("[customerio-agent] "));
    eachArrivedOnce();
  }

  /** The check of all tests, on the agent's own count. */
  @Test
  void faultThatATestHasNotAskedFor_failsIt() throws Exception {
    JvmCommand faulty =
        application(directory)
            .agent(FaultyJar.in(directory), "customerio/agent/customerio/RequestReader#read");

    assertThatThrownBy(() -> faulty.start().await())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the agent suppressed");
  }

  /** What was committed stays committed, and leaves with the next run. */
  @Test
  void faultOnTheWayToDelivery_losesNothingAndSendsNothingTwice() throws Exception {
    AgentJvm.Finished finished = runsAsIfNothingWere("delivery/Delivery#offer");
    assertThat(finished.suppressedFaults()).isEqualTo(6);
    assertThat(SIMULATOR.arrivals().count()).isZero();

    application(directory).start().await();

    assertThat(SIMULATOR.awaitArrivals(12, SOON).stream().map(FaultInjectionIT::seq))
        .containsExactly(1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6);
  }

  private AgentJvm.Finished runsAsIfNothingWere(String place) throws Exception {
    AgentJvm.Finished finished =
        application(directory)
            .agent(FaultyJar.in(directory), "customerio/agent/" + place)
            .provokesFaults()
            .start()
            .await();
    assertThat(finished.out()).as(finished.err()).isEqualTo(SIX_TIMES_OK);
    assertThat(finished.exitCode()).isZero();
    return finished;
  }

  private static void eachArrivedOnce() {
    assertThat(SIMULATOR.awaitArrivals(6, SOON).stream().map(FaultInjectionIT::seq))
        .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
  }

  private static int seq(Arrival arrival) {
    return arrival.data().get("seq").asInt();
  }

  private static JvmCommand application(Path directory) {
    URI base = SIMULATOR.uri(Family.TRACK, Region.US);
    return AgentJvm.of(FewCalls.class)
        // its life is too short for more
        .options("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
        .agent(
            AgentJar.built(),
            "hosts.extra=track-us=" + base.getAuthority(),
            "queue.dir=" + directory.resolve("queue"),
            // each call is to come by the faulty place and to arrive, on a busy machine as well
            "start.timeout=60s",
            "transport.request-timeout=60s",
            "shutdown.timeout=60s")
        .arguments(base.toString());
  }
}
