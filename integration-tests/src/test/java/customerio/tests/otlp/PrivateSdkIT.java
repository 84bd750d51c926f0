package customerio.tests.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.jvm.JvmCommand;
import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import customerio.tests.crash.TrackCalls;
import customerio.tests.whole.Caller;
import customerio.tests.whole.RunningApplication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code otel.mode=private}: spans and metrics of an application that has no OpenTelemetry. */
class PrivateSdkIT {
  private static final String PERSON = "canary-jane";
  private static final String NEVER = "3600000";

  @TempDir Path directory;
  private final Simulator simulator = Simulator.start();

  @AfterEach
  void stop() {
    simulator.close();
  }

  /** The spans wait for the end, so that they come is the doing of the shutdown. */
  @Test
  void spansAndMetrics_goToTheCollectorThatTheEnvironmentNames() throws Exception {
    AgentJvm.Finished finished;
    try (OtlpReceiver collector = OtlpReceiver.start()) {
      JvmCommand command =
          command("otel.mode=private", "shutdown.timeout=60s")
              .environment("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint().toString())
              .environment("OTEL_EXPORTER_OTLP_HEADERS", "x-tenant=shops")
              .environment("OTEL_EXPORTER_OTLP_COMPRESSION", "gzip")
              .environment("OTEL_SERVICE_NAME", "shop")
              .environment("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=test")
              .environment("OTEL_METRIC_EXPORT_INTERVAL", "100")
              .environment("OTEL_BSP_SCHEDULE_DELAY", NEVER)
              // what is there for others: none of it stops us
              .environment("OTEL_PROPAGATORS", "b3")
              .environment("OTEL_CONFIG_FILE", "/nowhere.yaml");
      try (RunningApplication application = RunningApplication.of(command.start())) {
        assertThat(application.does("identify " + PERSON + " 1")).isEqualTo("200");
        collector.awaitMetric("customerio.agent.queue.size", any -> true);
        assertThat(application.does("event " + PERSON + " 2")).isEqualTo("200");
        application.awaits("mbean Delivered", "1");
        assertThat(
                collector
                    .awaitMetric("customerio.agent.message.processed", sum -> sum.total() == 1)
                    .unit())
            .isEqualTo("{message}");
        assertThat(application.does("threads customerio-agent-otel"))
            .isEqualTo("customerio-agent-otel-metrics, customerio-agent-otel-spans");
        assertThat(application.does("threads BatchSpan") + application.does("threads Periodic"))
            .isEmpty();
        application.jvm().terminate();
        finished = application.jvm().await();
      }

      List<ReceivedSpan> spans = collector.spans();
      ReceivedSpan call = only(spans, "event customerio.track");
      ReceivedSpan send = only(spans, "send customerio.track");
      assertThat(call.kind()).isEqualTo("PRODUCER");
      assertThat(send.kind()).isEqualTo("CLIENT");
      assertThat(send.traceId()).isEqualTo(call.traceId());
      assertThat(send.parentId()).isEqualTo(call.spanId());
      assertThat(call.scope().getName()).isEqualTo("io.github.customerio-agent");
      assertThat(call.resourceAttributes())
          .containsEntry("service.name", "shop")
          .containsEntry("deployment.environment.name", "test")
          .containsEntry("telemetry.distro.name", "customerio-agent");
      assertThat(collector.requests())
          .extracting(request -> request.headers().getFirst("x-tenant"))
          .containsOnly("shops");
      assertThat(collector.requests()).noneMatch(PrivateSdkIT::tellsWhoOrHow);
    }
    assertThat(said(finished.err()))
        .as("of OpenTelemetry one line, and the SDK says nothing itself")
        .containsExactly(
            "otel.mode=private: spans and metrics are exported to COLLECTOR;"
                + " OTEL_CONFIG_FILE is not read");
  }

  /**
   * One hangs, and would for an hour; the other refuses connections. Neither is the application's
   * business.
   */
  @Test
  void collectorsThatAreAway_areOneLine_andTheApplicationEndsAllTheSame() throws Exception {
    AgentJvm.Finished finished;
    try (ServerSocket hanging = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Socket nobodys = portOfNobody()) {
      JvmCommand command =
          command("otel.mode=private", "shutdown.timeout=1s")
              .environment("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", address(hanging.getLocalPort()))
              .environment("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", address(nobodys.getLocalPort()))
              .environment("OTEL_EXPORTER_OTLP_TIMEOUT", NEVER)
              .environment("OTEL_BSP_EXPORT_TIMEOUT", NEVER)
              .environment("OTEL_BSP_SCHEDULE_DELAY", "10")
              .environment("OTEL_METRIC_EXPORT_INTERVAL", "10")
              .environment("OTEL_JAVA_EXPORTER_OTLP_RETRY_DISABLED", "true");
      try (RunningApplication application = RunningApplication.of(command.start())) {
        application.does("identify " + PERSON + " 1");
        application.jvm().awaitErrorLine("[customerio-agent] otel.mode=private: 127.0.0.1 refuses");
        for (int i = 2; i <= 20; i++) {
          assertThat(application.does("event " + PERSON + " " + i)).isEqualTo("200");
        }
        simulator.awaitArrivals(20, Duration.ofSeconds(60));
        hanging.accept().close(); // an export of spans has come, and its answer never will
        application.does("event " + PERSON + " 21");
        application.jvm().terminate();
        finished = application.jvm().await();
      }
    }
    assertThat(finished.exitCode()).isEqualTo(128 + 15);
    assertThat(said(finished.err()))
        .hasSize(2)
        .last()
        .asString()
        .startsWith("otel.mode=private: 127.0.0.1 refuses connections; nothing is exported");
  }

  /** Private without a collector is nothing but a line; and in the default mode not even that. */
  @Test
  void unlessItIsAskedFor_nothingOfTheSdkIsLoaded() throws Exception {
    for (String mode : List.of("private", "auto")) {
      Path classes = directory.resolve(mode + "-classes");
      AgentJvm.Finished finished;
      try (RunningApplication application =
          RunningApplication.of(
              command("otel.mode=" + mode)
                  // would make the API look for an SDK by name, and set it up
                  .environment("OTEL_JAVA_GLOBAL_AUTOCONFIGURE_ENABLED", "true")
                  .options("-Xlog:class+load=info:file=" + classes + ":none")
                  .start())) {
        application.does("identify " + PERSON + " 1");
        if (mode.equals("private")) {
          application.jvm().awaitErrorLine("[customerio-agent] otel.mode=private");
        }
        application.jvm().terminate();
        finished = application.jvm().await();
      }
      assertThat(said(finished.err()))
          .isEqualTo(
              mode.equals("auto")
                  ? List.of()
                  : List.of(
                      "otel.mode=private exports nothing: no collector is named; set"
                          + " OTEL_EXPORTER_OTLP_ENDPOINT, such as http://127.0.0.1:4318"));
      try (Stream<String> loaded = Files.lines(classes)) {
        assertThat(
                loaded.filter(
                    line ->
                        line.startsWith("io.opentelemetry.sdk.trace")
                            || mode.equals("auto")
                                && (line.startsWith("io.opentelemetry.sdk")
                                    || line.startsWith("customerio.agent.privatesdk"))))
            .isEmpty();
      }
    }
  }

  private JvmCommand command(String... settings) {
    URI base = simulator.uri(Family.TRACK, Region.US);
    String[] all =
        Stream.concat(
                Stream.of(
                    "hosts.extra=track-us=" + base.getAuthority(),
                    "queue.dir=" + directory.resolve("queue")),
                Stream.of(settings))
            .toArray(String[]::new);
    return AgentJvm.of(Caller.class)
        .shortLived()
        .agent(AgentJar.built(), all)
        .arguments(base.toString());
  }

  private static String address(int port) {
    return "http://127.0.0.1:" + port + "/in";
  }

  /** A socket that is bound and does not listen refuses connections, and nobody gets its port. */
  private static Socket portOfNobody() throws IOException {
    Socket bound = new Socket();
    bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return bound;
  }

  /** What standard error holds of OpenTelemetry, and of whoever is not the agent. */
  private static List<String> said(String err) {
    String agent = "[customerio-agent] ";
    return err.lines()
        .filter(line -> !line.startsWith(agent) || line.startsWith(agent + "otel.mode"))
        .map(line -> line.replace(agent, ""))
        .map(line -> line.replaceAll("http://127.0.0.1:(?!4318)\\d+", "COLLECTOR"))
        .toList();
  }

  private static boolean tellsWhoOrHow(OtlpRequest request) {
    String body = new String(request.body(), StandardCharsets.ISO_8859_1);
    return body.contains("canary")
        || body.contains("key-crash")
        || body.contains(TrackCalls.AUTHORIZATION.substring("Basic ".length()));
  }

  private static ReceivedSpan only(List<ReceivedSpan> spans, String name) {
    List<ReceivedSpan> named = spans.stream().filter(span -> span.name().equals(name)).toList();
    assertThat(named).as("%s among %s", name, spans).hasSize(1);
    return named.get(0);
  }
}
