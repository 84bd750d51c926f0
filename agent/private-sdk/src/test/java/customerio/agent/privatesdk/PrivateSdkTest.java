package customerio.agent.privatesdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.transport.SendScope;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PrivateSdkTest {
  /** Nobody is there, and in these tests there is nothing to be sent. */
  private static final String NOWHERE = "http://127.0.0.1:9";

  private final OtlpSenders senders = new OtlpSenders(SendScope.NONE, line -> {});
  private final ThreadGroup group = new ThreadGroup("sdk");

  @Test
  void sdk_isNobodysButOurs() throws Exception {
    PrivateSdk sdk = open(Map.of());

    assertThat(GlobalOpenTelemetry.isSet()).isFalse();
    assertThat(threads())
        .containsExactlyInAnyOrder("customerio-agent-otel-metrics", "customerio-agent-otel-spans");
    assertThat(sdk.api().toString())
        .contains("LinkedSampler[", "telemetry.distro.name=\"customerio-agent\"");

    sdk.close(Duration.ofSeconds(30));
  }

  @Test
  void settingThatTheSdkRefuses_isNamed() {
    assertThatThrownBy(() -> open(Map.of("otel.traces.sampler", "sometimes")))
        .hasCauseInstanceOf(ConfigurationException.class)
        .cause()
        .hasMessage("Unrecognized value for otel.traces.sampler: sometimes");
  }

  private PrivateSdk open(Map<String, String> more)
      throws InterruptedException, ExecutionException {
    Map<String, String> given = new HashMap<>(more);
    given.put("otel.exporter.otlp.endpoint", NOWHERE);
    Plan.Export plan = (Plan.Export) Planner.plan(DefaultConfigProperties.createFromMap(given));
    ConfigProperties config =
        DefaultConfigProperties.create(
                more,
                senders.before(
                    ComponentLoader.forClassLoader(PrivateSdkTest.class.getClassLoader())))
            .withOverrides(plan.overrides());
    FutureTask<PrivateSdk> opening =
        new FutureTask<>(() -> PrivateSdk.open(config, "1.2", senders));
    Thread opener = new Thread(group, opening, "opener");
    opener.start();
    opener.join();
    return opening.get();
  }

  private Stream<String> threads() {
    Thread[] threads = new Thread[10];
    return Stream.of(threads).limit(group.enumerate(threads)).map(Thread::getName);
  }
}
