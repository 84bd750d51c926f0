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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P2 on a real JVM: whatever of ours throws, each call reaches Customer.io once and succeeds. */
class FaultInjectionIT {
  private static final String SIX_TIMES_OK = "1 200\n2 200\n3 200\n4 200\n5 200\n6 200";

  @TempDir Path directory;
  private Simulator simulator;

  @BeforeEach
  void credentialIsProven() throws Exception {
    simulator = Simulator.start();
    application().start().await();
    simulator.awaitArrivals(6, Duration.ofSeconds(30));
    simulator.state().clear();
  }

  @AfterEach
  void stop() {
    simulator.close();
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
        "delivery/Delivery#offer",
        "telemetry/ObservedCall#accepted",
        "intake/RepeatedIdentify#accepted",
        "instrumentation/jdk/SendInterceptor#intercept",
        "instrumentation/jdk/TakenCall#begin",
        "instrumentation/jdk/TakenCall#answer",
        "instrumentation/jdk/RequestCapture#of",
        "instrumentation/urlconnection/OpenConnectionInterceptor#intercept",
        "instrumentation/urlconnection/MemoryExchange#begin"
      })
  void faultOfOurs_isNotTheApplicationsAndSendsNothingTwice(String place) throws Exception {
    AgentJvm.Finished finished =
        application().agent(FaultyJar.in(directory), "customerio/agent/" + place).start().await();

    assertThat(finished.out()).as(finished.err()).isEqualTo(SIX_TIMES_OK);
    // an operation that stays in the queue, as with a fault in delivery, leaves with the next run
    application().start().await();
    List<Arrival> arrivals = simulator.awaitArrivals(12, Duration.ofSeconds(30));
    assertThat(arrivals.subList(0, 6).stream().map(arrival -> arrival.data().get("seq").asInt()))
        .containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(arrivals).hasSize(12);
  }

  private JvmCommand application() {
    URI base = simulator.uri(Family.TRACK, Region.US);
    return AgentJvm.of(FewCalls.class)
        .agent(
            AgentJar.built(),
            "hosts.extra=track-us=" + base.getAuthority(),
            "queue.dir=" + directory.resolve("queue"))
        .arguments(base.toString());
  }
}
