package customerio.agent.management.page;

import customerio.agent.management.port.Answer;
import customerio.agent.management.port.Request;
import customerio.agent.management.port.Site;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/** What is served under which path. Thread-safe. */
public final class StatusSite implements Site {
  private final HealthPaths health;
  private final StatusPath status;
  private final MetricsPath metrics;
  private final Answer page = StatusPage.load();

  /**
   * @param isAlive whether all goes on that only a restart would bring back
   */
  public StatusSite(Sources sources, ConnectivityProbe probe, BooleanSupplier isAlive) {
    health = new HealthPaths(sources, probe, isAlive);
    status = new StatusPath(sources, health);
    metrics = new MetricsPath(sources.metrics());
  }

  @Override
  public Answer answer(Request request) {
    return switch (request.path()) {
      case "/" -> page;
      case "/health" -> health.health(request);
      case "/health/live" -> health.live();
      case "/health/ready" -> health.ready();
      case "/metrics" -> metrics.metrics();
      case "/status.json" -> status.status();
      default ->
          Answer.of(
              404,
              "text/plain; charset=utf-8",
              "There is / /health /health/live /health/ready /metrics /status.json\n"
                  .getBytes(StandardCharsets.US_ASCII));
    };
  }
}
