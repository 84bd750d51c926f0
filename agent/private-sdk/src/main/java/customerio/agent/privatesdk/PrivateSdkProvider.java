package customerio.agent.privatesdk;

import customerio.agent.telemetry.OwnOpenTelemetry;
import customerio.agent.telemetry.OwnOpenTelemetryProvider;
import customerio.agent.transport.SendScope;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;

/** Makes the SDK that the {@code OTEL_} settings ask for. */
public final class PrivateSdkProvider implements OwnOpenTelemetryProvider {
  private static final String NOTHING = "otel.mode=private exports nothing: ";

  @Override
  public OwnOpenTelemetry open(String version, SendScope scope, Clock clock, Consumer<String> log) {
    Consumer<String> seldom = new OncePerMinute(log, clock);
    SdkLogger.warnTo(warning -> seldom.accept("otel.mode=private: " + warning));
    ComponentLoader components =
        ComponentLoader.forClassLoader(PrivateSdkProvider.class.getClassLoader());
    DefaultConfigProperties given = DefaultConfigProperties.create(Map.of(), components);
    Plan plan = Planner.plan(given);
    if (plan instanceof Plan.Nothing nothing) {
      log.accept(NOTHING + nothing.reason());
      return null;
    }
    Plan.Export export = (Plan.Export) plan;
    OtlpSenders senders = new OtlpSenders(scope, seldom);
    OwnOpenTelemetry opened;
    try {
      opened =
          PrivateSdk.open(
              DefaultConfigProperties.create(Map.of(), senders.before(components))
                  .withOverrides(export.overrides()),
              version,
              senders);
    } catch (ConfigurationException refused) {
      // names the setting; of those with secrets, headers and addresses, it quotes no value
      log.accept(NOTHING + refused.getMessage());
      return null;
    }
    log.accept(
        "otel.mode=private: "
            + export.summary()
            + (export.remarks().isEmpty() ? "" : "; " + export.remarks()));
    return opened;
  }
}
