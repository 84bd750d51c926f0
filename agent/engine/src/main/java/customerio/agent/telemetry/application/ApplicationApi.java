package customerio.agent.telemetry.application;

import customerio.agent.telemetry.metrics.Outlet;
import customerio.agent.telemetry.spans.SpanSettings;
import customerio.agent.telemetry.spans.Tracing;

/**
 * The OpenTelemetry of one application. The application keeps it alive, nobody else does.
 * Thread-safe.
 */
public interface ApplicationApi {

  /**
   * The same one each time.
   *
   * @return {@link Tracing#NONE} when nobody would see the spans
   */
  Tracing tracing(String version, SpanSettings settings);

  /**
   * Lives as long as this does. Takes its time.
   *
   * @return {@link Outlet#NONE} when nobody collects metrics, or not with this version of the API
   */
  Outlet outlet(String version);
}
