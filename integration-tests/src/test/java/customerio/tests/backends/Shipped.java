package customerio.tests.backends;

import java.nio.file.Path;

/** Files of the repository that operators copy. */
final class Shipped {
  static final Path DASHBOARD = Path.of("..", "grafana", "customerio-agent.json");
  static final Path PROMETHEUS = Path.of("..", "prometheus").toAbsolutePath().normalize();
  static final Path CONFIGURATION = PROMETHEUS.resolve("prometheus.yml");
  static final Path ALERTS = PROMETHEUS.resolve("customerio-agent-alerts.yml");
  static final Path ALERTS_TEST = PROMETHEUS.resolve("customerio-agent-alerts.test.yml");

  private Shipped() {}
}
