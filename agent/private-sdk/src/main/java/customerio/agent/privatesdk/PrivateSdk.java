package customerio.agent.privatesdk;

import customerio.agent.capture.OwnThread;
import customerio.agent.telemetry.OwnOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.resources.Resource;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The SDK, known to nobody but us: not global, and ended by our own shutdown. */
final class PrivateSdk implements OwnOpenTelemetry {
  private final OpenTelemetrySdk sdk;
  private final OtlpSenders senders;
  private final ThreadGroup group = Thread.currentThread().getThreadGroup();

  private PrivateSdk(OpenTelemetrySdk sdk, OtlpSenders senders) {
    this.sdk = sdk;
    this.senders = senders;
  }

  /**
   * Takes half a second. Threads are made in the caller's thread group, and get our names.
   *
   * @throws RuntimeException of a setting that the SDK refuses
   */
  static PrivateSdk open(ConfigProperties config, String version, OtlpSenders senders) {
    AutoConfiguredOpenTelemetrySdkBuilder builder =
        AutoConfiguredOpenTelemetrySdk.builder()
            .disableShutdownHook()
            .setComponentLoader(config.getComponentLoader())
            .addSamplerCustomizer((configured, settings) -> new LinkedSampler(configured))
            .addResourceCustomizer((resource, settings) -> resource.merge(distribution(version)));
    use(config, builder);
    PrivateSdk opened = new PrivateSdk(builder.build().getOpenTelemetrySdk(), senders);
    SdkThreads.rename();
    return opened;
  }

  /**
   * Not through suppliers and customizers: before it asks them, the builder looks for {@code
   * otel.config.file} in properties and environment by itself, and fails when it is there.
   */
  private static void use(ConfigProperties config, AutoConfiguredOpenTelemetrySdkBuilder builder) {
    try {
      Method method = builder.getClass().getDeclaredMethod("setConfig", ConfigProperties.class);
      method.setAccessible(true);
      method.invoke(builder, config);
    } catch (ReflectiveOperationException changed) {
      throw new IllegalStateException(changed);
    }
  }

  private static Resource distribution(String version) {
    return Resource.create(
        Attributes.of(
            AttributeKey.stringKey("telemetry.distro.name"),
            "customerio-agent",
            AttributeKey.stringKey("telemetry.distro.version"),
            version));
  }

  @Override
  public OpenTelemetry api() {
    return sdk;
  }

  /**
   * On a thread of its own, since the last export of the metrics blocks whoever asks for it,
   * whatever the patience.
   */
  @Override
  public void close(Duration patience) throws InterruptedException {
    senders.hurry();
    Thread closing =
        OwnThread.of(
            group,
            "customerio-agent-otel-shutdown",
            () -> sdk.shutdown().join(1, TimeUnit.MINUTES));
    closing.start();
    if (patience.toMillis() > 0) { // zero would mean "for ever"
      closing.join(patience.toMillis());
    }
  }
}
