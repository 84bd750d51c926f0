package customerio.agent.instrumentation.app.vertx;

import io.vertx.core.http.RequestOptions;
import java.lang.reflect.Method;
import java.time.Duration;

/** How long a request waits for its answer. */
final class Timeouts {
  private final ClientSettings settings;
  private final Method idleTimeout;

  Timeouts(ClientSettings settings) {
    this.settings = settings;
    // since 4.5
    idleTimeout = Members.methodIfThere(RequestOptions.class, "getIdleTimeout");
  }

  /**
   * @return null when it waits for ever
   */
  Duration of(Object client, RequestOptions request) throws ReflectiveOperationException {
    long millis = request.getTimeout();
    if (idleTimeout != null) {
      long idle = (Long) idleTimeout.invoke(request);
      millis = idle >= 0 ? idle : millis;
    }
    return millis > 0 ? Duration.ofMillis(millis) : settings.idleTimeout(client);
  }
}
