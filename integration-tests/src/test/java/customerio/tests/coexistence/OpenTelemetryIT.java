package customerio.tests.coexistence;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.jvm.JvmCommand;
import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import customerio.tests.whole.Caller;
import customerio.tests.whole.RunningApplication;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Beside the OpenTelemetry agent, in both orders: calls are taken over, and their spans and our
 * metrics appear.
 */
class OpenTelemetryIT {
  private static final Path OPENTELEMETRY =
      Path.of("target", "agents", "opentelemetry-javaagent.jar").toAbsolutePath();

  /** As the console exporter prints a span: name, trace, span, kind. */
  private static final Pattern SPAN =
      Pattern.compile("'([^']+)' : ([0-9a-f]{32}) ([0-9a-f]{16}) (\\w+)");

  /** Of the two calls one waited for Customer.io's answer, as the first of a credential does. */
  private static final String COUNTED =
      ".*name=customerio\\.agent\\.message\\.processed,.*"
          + "attributes=\\{messaging\\.destination\\.name=\"customerio\\.track\"\\}, value=1,.*";

  private static final String RECORDED =
      ".*name=customerio\\.agent\\.message\\.delivery\\.duration,.*unit=s,.*getCount=1,.*";

  @TempDir Path directory;
  private final Simulator simulator = Simulator.start();

  @AfterEach
  void stop() {
    simulator.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void call_hasASpan_andItsDeliveryAnotherInTheSameTrace(boolean oursLast) throws Exception {
    String exported;
    try (RunningApplication application = RunningApplication.of(command(oursLast).start())) {
      application.does("identify p1 1");
      assertThat(application.does("event p1 2")).isEqualTo("200");
      simulator.awaitArrivals(2, Duration.ofSeconds(60));
      application.awaits("mbean Delivered", "1");
      assertThat(application.does("mbean SuppressedFaults")).isEqualTo("0");
      application.jvm().terminate();
      exported = application.jvm().await().err();
    }
    List<Span> spans = spans(exported);

    Span call = only(spans, "event customerio.track");
    assertThat(call.kind).isEqualTo("PRODUCER");
    Span send = only(spans, "send customerio.track");
    assertThat(send.kind).isEqualTo("CLIENT");
    assertThat(send.trace).isEqualTo(call.trace);
    // the application's own call, as OpenTelemetry sees it, our delivery and its one attempt, which
    // OpenTelemetry does not see as well
    assertThat(
            spans.stream()
                .filter(span -> span.trace.equals(call.trace) && span.kind.equals("CLIENT"))
                .map(Span::name))
        .containsExactlyInAnyOrder(
            "POST", "send customerio.track", "POST /api/v1/customers/{identifier}/events");

    assertThat(exported.lines().filter(line -> line.contains("name=customerio.agent.")))
        .anyMatch(line -> line.matches(COUNTED))
        .anyMatch(line -> line.matches(RECORDED))
        .anyMatch(line -> line.contains("name=customerio.agent.queue.size,"));
  }

  private JvmCommand command(boolean oursLast) {
    URI base = simulator.uri(Family.TRACK, Region.US);
    JvmCommand command =
        AgentJvm.of(Caller.class)
            .shortLived()
            .options(
                "-Dotel.traces.exporter=console",
                "-Dotel.metrics.exporter=console",
                "-Dotel.logs.exporter=none")
            .arguments(base.toString());
    if (oursLast) {
      command.agent(OPENTELEMETRY);
    }
    command.agent(
        AgentJar.built(),
        "hosts.extra=track-us=" + base.getAuthority(),
        "queue.dir=" + directory.resolve("queue"));
    if (!oursLast) {
      command.agent(OPENTELEMETRY);
    }
    return command;
  }

  private record Span(String name, String trace, String kind) {}

  private static List<Span> spans(String text) {
    return SPAN.matcher(text)
        .results()
        .map(found -> new Span(found.group(1), found.group(2), found.group(4)))
        .toList();
  }

  private static Span only(List<Span> spans, String name) {
    List<Span> named = spans.stream().filter(span -> span.name.equals(name)).toList();
    assertThat(named).as("%s among %s", name, spans).hasSize(1);
    return named.get(0);
  }
}
