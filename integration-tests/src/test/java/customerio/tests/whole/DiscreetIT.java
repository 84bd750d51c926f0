package customerio.tests.whole;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.simulator.Family;
import customerio.simulator.Host;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import customerio.simulator.accounts.Credential;
import customerio.simulator.faults.FaultRule;
import customerio.simulator.faults.StatusFault;
import customerio.tests.otlp.OtlpReceiver;
import customerio.tests.otlp.OtlpRequest;
import customerio.tests.page.PortOf;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * P8, with everything switched on that has something to tell: every key, person, event and
 * attribute of this application has the same word in it, and Customer.io quotes it as well.
 */
class DiscreetIT {
  private static final String WORD = "canary";
  private static final String US_PAIR = "site-canary:key-canary";
  private static final String EU_PAIR = "eu-site-canary:key-canary";
  private static final String WRITE_KEY = "wk-canary:";
  private static final List<String> SECRETS =
      Stream.of(US_PAIR, EU_PAIR, WRITE_KEY).map(Confider::basic).toList();

  private static final String TRACK = "https://track.customer.io/api/v1/customers/";
  private static final String PERSON = "canary%40example.com";
  private static final String ATTRIBUTES =
      "{\"country\":\"DE\",\"id\":\"canary-5\",\"plan\":\"canary\"}";
  private static final String EVENT = "{\"name\":\"canary\",\"data\":{\"canary\":1}}";

  @TempDir Path directory;
  private final Simulator simulator = Simulator.start();
  private final OtlpReceiver collector = OtlpReceiver.start();
  private final StringBuilder shown = new StringBuilder();

  /** Real host names lead to this machine whatever happens: nothing of a test leaves it. */
  @BeforeEach
  void prepare() throws Exception {
    StringBuilder hosts = new StringBuilder("127.0.0.1 localhost\n");
    for (String name : List.of("track", "track-eu", "cdp", "cdp-eu", "api", "api-eu")) {
      hosts.append("127.0.0.1 ").append(name).append(".customer.io\n");
    }
    Files.writeString(directory.resolve("hosts"), hosts);
    Path routing = directory.resolve("routing.properties");
    Files.writeString(
        routing,
        """
        workspace.us.region = us
        workspace.us.track = %s
        workspace.eu.region = eu
        workspace.eu.track = %s
        rule.1 = country country: DE -> eu; US -> us
        """
            .formatted(Confider.basic(US_PAIR), Confider.basic(EU_PAIR)));
    Files.setPosixFilePermissions(routing, PosixFilePermissions.fromString("rw-------"));
  }

  @AfterEach
  void stop() {
    simulator.close();
    collector.close();
  }

  @Test
  void nothingThatOthersCanSee_namesAPersonOrAKey() throws Exception {
    AgentJvm.Finished finished;
    try (RunningApplication application = start()) {
      simulator.accounts().revoke(Credential.pipelines("wk-canary"));
      // routed to the EU, asked about, found wrong, refused
      does(application, "200", "PUT " + TRACK + PERSON + ' ' + US_PAIR + ' ' + ATTRIBUTES);
      application.jvm().awaitErrorLine("[customerio-agent] otel.mode=private: spans");
      does(application, "200", "POST https://cdp.customer.io/v1/track " + WRITE_KEY + " " + said());
      application.jvm().awaitErrorLine("[customerio-agent] pipelines-us does not know");
      does(application, "401", "PUT " + TRACK + PERSON + " site-canary:canary " + ATTRIBUTES);
      // moved by a later country; quoted by Customer.io, to a caller that waits and to nobody
      does(application, "200", "PUT " + TRACK + PERSON + ' ' + US_PAIR + ' ' + moved());
      simulator.faults().add(quoting());
      does(application, "400", "POST " + TRACK + PERSON + "/events " + US_PAIR + ' ' + EVENT);
      does(application, "200", "PUT " + TRACK + PERSON + ' ' + US_PAIR + ' ' + ATTRIBUTES);
      application.jvm().awaitErrorLine("[customerio-agent] identify ");
      // nobody listens: the exception is the application's to log
      simulator.refuse(Family.APP, Region.US);
      does(
          application,
          "java.net.ConnectException",
          "GET https://api.customer.io/v1/customers/" + PERSON + "/attributes app-canary {}");
      assertThat(application.does("observe")).isEqualTo("done");
      String observed = "POST " + TRACK + PERSON + "/events " + US_PAIR + ' ' + EVENT;
      does(application, "java.net.ConnectException", observed);

      PortOf port = PortOf.awaited(application.jvm());
      for (String path : PortOf.PATHS) {
        shown.append(port.get(path)).append(port.get(path).body());
      }
      shown.append(application.does("beans")).append(application.does("threads"));
      application.jvm().terminate();
      finished = application.jvm().await();
    }
    for (OtlpRequest exported : collector.requests()) {
      shown.append(exported).append(new String(exported.body(), StandardCharsets.ISO_8859_1));
    }

    assertThat(shown.toString())
        .contains("type=Agent HealthReasons", "type=Observation", "type=Routing", "Incidents")
        .contains("credential-refused pipelines-us", "credential-refused track-us")
        .contains("POST /v1/traces", "POST /v1/metrics", "customerio.agent.message.processed")
        .contains("send customerio.track", "url.template", "identify customerio.track")
        .contains("customerio-agent-", "\"refusals\":[{", "\"connectivity\":{", "<!doctype html>");
    assertThat(shown.append(finished.err()).toString())
        .doesNotContain(WORD)
        .doesNotContain(SECRETS);
    assertNothingIsKept();
  }

  /** What is queued holds the calls themselves; all else is told apart by salted hashes. */
  private void assertNothingIsKept() throws Exception {
    List<String> told = new ArrayList<>();
    try (Stream<Path> kept = Files.walk(directory.resolve("queue"))) {
      for (Path path : kept.toList()) {
        assertThat(path.toString()).doesNotContain(WORD);
        if (Files.isRegularFile(path)) {
          String content = Files.readString(path, StandardCharsets.ISO_8859_1);
          assertThat(content).as(path.toString()).doesNotContain(SECRETS);
          assertThat(content).as(path.toString()).doesNotContain("key-canary", "wk-canary");
          if (path.getParent().endsWith("queue")) {
            told.add(path.getFileName().toString());
            assertThat(content).as(path.toString()).doesNotContain(WORD);
          }
        }
      }
    }
    assertThat(told).contains("accounts", "credentials", "people");
  }

  /** What it says is kept for the end, as is what the JVM says of it. */
  private void does(RunningApplication application, String answer, String call) throws Exception {
    String got = application.does("call " + call);
    assertThat(got).as(call).startsWith(answer);
    shown.append(got).append('\n');
  }

  private static String said() {
    return "{\"userId\":\"canary-5\",\"event\":\"canary\",\"properties\":{\"canary\":1}}";
  }

  private static String moved() {
    return ATTRIBUTES.replace("DE", "US");
  }

  private static FaultRule quoting() {
    String quote = "canary@example.com is bad";
    String error = "{\"reason\":\"canary\",\"field\":\"canary\",\"message\":\"" + quote + "\"}";
    String body = "{\"meta\":{\"error\":\"" + quote + "\"},\"errors\":[" + error + "]}";
    return FaultRule.named("quote").on(Family.TRACK).status(new StatusFault(400, null, body));
  }

  private RunningApplication start() throws InterruptedException {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "region=auto",
                "mode.track.event=sync",
                "sync.timeout=60s",
                "health.port=0",
                "otel.mode=private",
                // what is told at the end is to be heard, however busy the machine
                "shutdown.timeout=60s",
                "routing.file=" + directory.resolve("routing.properties"),
                "queue.dir=" + directory.resolve("queue")));
    for (Host host : Host.values()) {
      settings.add("endpoint." + host.label() + '=' + simulator.uri(host));
    }
    return RunningApplication.of(
        AgentJvm.of(Confider.class)
            .shortLived()
            .options("-Djdk.net.hosts.file=" + directory.resolve("hosts"))
            .environment("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint().toString())
            .agent(AgentJar.built(), settings.toArray(String[]::new))
            .start());
  }
}
