package customerio.tests.ownsdk.app;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;

/** How an application comes to its SDK. */
enum Sdk {
  /** Known to whoever is given it, as Spring Boot does it. */
  OWN {
    @Override
    OpenTelemetry make(String name) {
      return OpenTelemetrySdk.builder().setTracerProvider(spans(name)).build();
    }
  },
  GLOBAL {
    @Override
    OpenTelemetry make(String name) {
      return OpenTelemetrySdk.builder().setTracerProvider(spans(name)).buildAndRegisterGlobal();
    }
  },
  /** With metrics, which early versions do not have. */
  METERED {
    @Override
    OpenTelemetry make(String name) {
      return Metered.make(name);
    }
  };

  abstract OpenTelemetry make(String name);

  private static SdkTracerProvider spans(String name) {
    return SdkTracerProvider.builder()
        .addSpanProcessor(SimpleSpanProcessor.create(new PrintedSpans(name)))
        .build();
  }

  /** Apart, as it is not to be loaded where there is no meter. */
  private static final class Metered {
    static OpenTelemetry make(String name) {
      return OpenTelemetrySdk.builder()
          .setTracerProvider(spans(name))
          .setMeterProvider(
              SdkMeterProvider.builder()
                  .registerMetricReader(
                      PeriodicMetricReader.builder(new PrintedMetrics())
                          .setInterval(Duration.ofMillis(100))
                          .build())
                  .build())
          .build();
    }
  }
}
