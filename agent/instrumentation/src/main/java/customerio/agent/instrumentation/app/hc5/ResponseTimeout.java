package customerio.agent.instrumentation.app.hc5;

import java.time.Duration;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.util.Timeout;

/**
 * How long the application is willing to wait for an answer: what its request says, or else what a
 * connection of the client would begin with.
 *
 * @param configured null when nothing is said
 */
record ResponseTimeout(Timeout configured) {

  /**
   * @param runtime one of the client's own
   */
  static ResponseTimeout of(Object runtime, HttpRoute route, HttpClientContext context) {
    RequestConfig config = context.getRequestConfig(); // null from 5.4 on, where there is none
    Timeout ofRequest = config == null ? null : config.getResponseTimeout();
    return new ResponseTimeout(
        ofRequest == null ? ConnectionSettings.socketTimeout(runtime, route) : ofRequest);
  }

  /** Null when it has not said; then the agent's own holds. */
  Duration duration() {
    return configured == null || configured.toMilliseconds() <= 0
        ? null
        : Duration.ofMillis(configured.toMilliseconds());
  }

  /** As the client's reactor words it. */
  String text() {
    return String.valueOf(configured);
  }
}
