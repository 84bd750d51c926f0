package customerio.agent.management.page;

import java.nio.charset.StandardCharsets;

/** {@code /status.json} for those who ask without a port. Asks nobody. Thread-safe. */
public final class StatusDocument {
  private final StatusPath path;

  public StatusDocument(Sources sources) {
    path = new StatusPath(sources, new HealthPaths(sources, null, () -> true));
  }

  public String text() {
    return new String(path.status().body(), StandardCharsets.UTF_8);
  }
}
