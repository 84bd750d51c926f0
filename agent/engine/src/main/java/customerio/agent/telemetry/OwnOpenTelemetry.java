package customerio.agent.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;

/** An OpenTelemetry that is nobody's but the agent's. */
public interface OwnOpenTelemetry {

  OpenTelemetry api();

  /**
   * Exports what there is, and nothing after that.
   *
   * @param patience the longest it is waited for
   */
  void close(Duration patience) throws InterruptedException;
}
