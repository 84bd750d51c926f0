package customerio.agent;

import customerio.agent.capture.OwnThread;
import customerio.agent.log.Log;
import customerio.agent.telemetry.Telemetry;
import customerio.agent.telemetry.application.ApplicationApi;
import customerio.agent.telemetry.application.ApplicationApis;
import java.util.function.Consumer;

/**
 * Mode {@code auto} of {@code otel.mode} without an APM agent: metrics go to the OpenTelemetry that
 * an application has brought along, and to each if there are several. Beside the application's
 * thread, since two dozen instruments are made.
 */
final class ApplicationTelemetry {
  private final Telemetry telemetry;
  private final Consumer<String> log;

  private ApplicationTelemetry(Telemetry telemetry, Consumer<String> log) {
    this.telemetry = telemetry;
    this.log = log;
  }

  static void start(Telemetry telemetry, Consumer<String> log) {
    ApplicationTelemetry started = new ApplicationTelemetry(telemetry, log);
    ApplicationApis.OF_THIS_JVM.follow(
        api -> OwnThread.of("customerio-agent-otel", () -> started.export(api)).start());
  }

  private void export(ApplicationApi api) {
    try {
      telemetry.exportTo(api.outlet(Version.text()));
    } catch (Throwable fault) {
      Log.of(log)
          .warn(
              "no metrics are exported by the application's own OpenTelemetry ("
                  + fault.getClass().getName()
                  + "); deliveries go on");
    }
  }
}
