package customerio.tests.regions;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.jvm.JvmCommand;
import customerio.simulator.Family;
import customerio.simulator.Host;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import customerio.simulator.accounts.Credential;
import customerio.simulator.accounts.WrongRegion;
import customerio.simulator.http.RequestLog;
import customerio.simulator.state.Arrival;
import customerio.tests.whole.RunningApplication;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built jar on a real JVM, between an application and two data centres of Customer.io. */
class RegionsIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Host TRACK_US = new Host(Family.TRACK, Region.US);
  private static final String EU_ACCOUNT = "eu-site-shop:key-shop";
  private static final String US_ACCOUNT = "site-shop:key-shop";
  private static final String LOG = "[customerio-agent] ";

  @TempDir Path directory;
  private final Simulator simulator = Simulator.start();
  private String track = EU_ACCOUNT;
  private String writeKey = "wk-shop";

  /** Real host names lead to this machine whatever happens: nothing of a test leaves it. */
  @BeforeEach
  void namesStayHere() throws Exception {
    StringBuilder lines = new StringBuilder("127.0.0.1 localhost\n");
    for (String name : List.of("track", "track-eu", "cdp", "cdp-eu", "api", "api-eu")) {
      lines.append("127.0.0.1 ").append(name).append(".customer.io\n");
    }
    Files.writeString(directory.resolve("hosts"), lines);
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void asCalled_mismatchIsOneLineAndAHealthReason() throws Exception {
    AgentJvm.Finished finished;
    try (RunningApplication application = start()) {
      assertThat(application.does("track-us p1 1")).isEqualTo("200");
      application.awaits("mbean Health", "DEGRADED");
      assertThat(application.does("mbean HealthReasons"))
          .startsWith("region-mismatch track-us: Customer.io says");
      assertThat(application.does("track-us p1 2")).isEqualTo("200");
      assertThat(hosts(2)).containsExactly("track-us", "track-us");
      finished = terminate(application);
    }

    assertThat(finished.err().lines().filter(line -> line.contains("lives in the EU")))
        .containsExactly(
            LOG
                + "track-us: Customer.io says that this account lives in the EU, but the"
                + " application calls the US host; its data passes through US servers"
                + " (region=as-called); correct the application's base URL (the host with -eu), or"
                + " set region=auto");
  }

  @Test
  void auto_learnsByAsking_andTheNextRunKnows() throws Exception {
    try (RunningApplication application = start("region=auto")) {
      assertThat(application.does("track-us p1 1")).isEqualTo("200");
      application.jvm().awaitErrorLine(LOG + "track-us: Customer.io says");
      assertThat(application.does("track-us p1 2")).isEqualTo("200");
      assertThat(hosts(2)).containsExactly("track-us", "track-eu");
      assertThat(application.does("mbean Health")).isEqualTo("UP");
      terminate(application);
    }
    try (RunningApplication restarted = start("region=auto")) {
      assertThat(restarted.does("track-us p1 3")).isEqualTo("200");
      assertThat(hosts(3)).containsExactly("track-us", "track-eu", "track-eu");
    }
    assertThat(Files.readString(directory.resolve("queue/accounts"), StandardCharsets.US_ASCII))
        .matches("\\R[0-9a-f]{16} eu\\R");
  }

  @Test
  void auto_learnsFromARedirect() throws Exception {
    try (RunningApplication application = start("region=auto")) {
      // as shipped, the App API's US host answers 301 to an account in the EU
      assertThat(application.does("app-us")).isEqualTo("200");
      assertThat(application.does("app-us")).isEqualTo("200");
    }

    assertThat(requests("GET /v1/exports")).containsExactly("app-us", "app-eu", "app-eu");
  }

  @Test
  void eu_isWhereEverythingGoes_thoughTheApplicationCallsTheUs() throws Exception {
    simulator.regions().set(TRACK_US, WrongRegion.REFUSE);
    try (RunningApplication application = start("region=eu")) {
      assertThat(application.does("track-us p1 1")).isEqualTo("200");
      assertThat(application.does("track-us p1 2")).isEqualTo("200");
      assertThat(hosts(2)).containsExactly("track-eu", "track-eu");
    }
  }

  @Test
  void whatIsCalledInTheEu_neverGoesToTheUs() throws Exception {
    track = US_ACCOUNT;
    simulator.regions().set(new Host(Family.TRACK, Region.EU), WrongRegion.REDIRECT);
    AgentJvm.Finished finished;
    try (RunningApplication application = start("region=us")) {
      // Customer.io's own answer, as it decides about a credential's first call
      assertThat(application.does("track-eu p1 1")).isEqualTo("301");
      assertThat(application.does("track-eu p1 2")).isEqualTo("301");
      assertThat(application.does("mbean HealthReasons"))
          .startsWith("region-mismatch track-eu: Customer.io says");
      finished = terminate(application);
    }

    assertThat(simulator.arrivals().all()).isEmpty();
    assertThat(requests("PUT")).containsOnly("track-eu");
    assertThat(finished.err())
        .contains(LOG + "region=us does not apply to track-eu")
        .contains(LOG + "track-eu redirects to a US host, which is not followed");
  }

  @Test
  void wrongWriteKey_isFoundBehindItsTwoHundreds_andNothingMoreIsLost() throws Exception {
    simulator.accounts().revoke(Credential.pipelines("wk-shop"));
    try (RunningApplication application = start()) {
      assertThat(application.does("pipelines p1 1")).isEqualTo("200");
      application.jvm().awaitErrorLine(LOG + "pipelines-us does not know");
      assertThat(application.does("mbean Health")).isEqualTo("DEGRADED");
      assertThat(application.does("mbean HealthReasons"))
          .startsWith("credential-refused pipelines-us: pipelines-us does not know");

      assertThat(application.does("pipelines p1 2")).isEqualTo("200");
      assertThat(application.does("mbean Accepted")).isEqualTo("0");
    }
  }

  /** As shipped, the US host answers 200 to a key of the EU and drops what it brings. */
  @Test
  void auto_writeKeyOfTheEu_isFoundAndUsedThere() throws Exception {
    writeKey = "eu-wk-shop";
    try (RunningApplication application = start("region=auto")) {
      assertThat(application.does("pipelines p1 1")).isEqualTo("200");
      application.jvm().awaitErrorLine(LOG + "pipelines-us: Customer.io says");
      assertThat(application.does("pipelines p1 2")).isEqualTo("200");
      application.awaits("mbean Health", "UP"); // a moment after it has said where the key is known
      simulator.requests().await(2, RegionsIT::isIdentify, SOON);
    }

    assertThat(requests("POST /v1/identify")).containsExactly("pipelines-us", "pipelines-eu");
    assertThat(requests("POST /v1/alias")).containsExactly("pipelines-us", "pipelines-eu");
  }

  @Test
  void goodWriteKey_isAskedAboutOnce() throws Exception {
    try (RunningApplication application = start()) {
      assertThat(application.does("pipelines p1 1")).isEqualTo("200");
      assertThat(application.does("pipelines p1 2")).isEqualTo("200");
      assertThat(hosts(2)).containsExactly("pipelines-us", "pipelines-us");
      assertThat(application.does("mbean Health")).isEqualTo("UP");
      terminate(application);
    }

    assertThat(requests("POST /v1/alias")).hasSizeLessThanOrEqualTo(1);
  }

  private RunningApplication start(String... settings) throws InterruptedException {
    List<String> all = new ArrayList<>(List.of(settings));
    for (Host host : Host.values()) {
      all.add("endpoint." + host.label() + '=' + simulator.uri(host));
    }
    all.add("queue.dir=" + directory.resolve("queue"));
    JvmCommand command =
        AgentJvm.of(RegionCaller.class)
            .shortLived()
            .options("-Djdk.net.hosts.file=" + directory.resolve("hosts"))
            .agent(AgentJar.built(), all.toArray(String[]::new))
            .arguments(track, writeKey, "eu-app-shop");
    return RunningApplication.of(command.start());
  }

  private static AgentJvm.Finished terminate(RunningApplication application)
      throws InterruptedException {
    application.jvm().terminate();
    return application.jvm().await();
  }

  private List<String> hosts(int count) {
    return simulator.awaitArrivals(count, SOON).stream()
        .map(Arrival::host)
        .map(Host::label)
        .toList();
  }

  private static boolean isIdentify(RequestLog.Entry entry) {
    return entry.request().path().equals("/v1/identify");
  }

  /** Hosts that got such requests. */
  private List<String> requests(String beginning) {
    return simulator.requests().all().stream()
        .map(RequestLog.Entry::request)
        .filter(request -> (request.method() + ' ' + request.target()).startsWith(beginning))
        .map(request -> request.host().label())
        .toList();
  }
}
