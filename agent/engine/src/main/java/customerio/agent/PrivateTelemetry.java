package customerio.agent;

import customerio.agent.capture.OwnThread;
import customerio.agent.telemetry.OwnOpenTelemetry;
import customerio.agent.telemetry.OwnOpenTelemetryProvider;
import customerio.agent.telemetry.Telemetry;
import customerio.agent.telemetry.spans.SpanSettings;
import java.time.Clock;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/**
 * Mode {@code private} of {@code otel.mode}: makes an SDK beside the first call, which does not
 * wait for it. Its threads are in a group of their own, so that a fault there is no stack trace in
 * the application's log.
 */
final class PrivateTelemetry extends ThreadGroup {
  private final Telemetry telemetry;
  private final SpanSettings settings;
  private final Clock clock;
  private final Consumer<String> log;

  private PrivateTelemetry(
      Telemetry telemetry, SpanSettings settings, Clock clock, Consumer<String> log) {
    super("customerio-agent-otel");
    this.telemetry = telemetry;
    this.settings = settings;
    this.clock = clock;
    this.log = log;
  }

  static void start(Telemetry telemetry, SpanSettings settings, Clock clock, Consumer<String> log) {
    PrivateTelemetry started = new PrivateTelemetry(telemetry, settings, clock, log);
    OwnThread.of(started, "customerio-agent-otel-start", started::open).start();
  }

  private void open() {
    try {
      for (OwnOpenTelemetryProvider provider :
          ServiceLoader.load(
              OwnOpenTelemetryProvider.class, PrivateTelemetry.class.getClassLoader())) {
        OwnOpenTelemetry opened = provider.open(Version.text(), telemetry.sendScope(), clock, log);
        if (opened != null) {
          telemetry.exportTo(opened, settings, Version.text());
        }
      }
    } catch (Throwable fault) {
      // such as a runtime without java.logging
      failed(fault);
    }
  }

  @Override
  public void uncaughtException(Thread thread, Throwable fault) {
    failed(fault);
  }

  private void failed(Throwable fault) {
    log.accept(
        "otel.mode=private: no spans and metrics are exported ("
            + fault.getClass().getName()
            + "); deliveries go on");
  }
}
