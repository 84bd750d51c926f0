package customerio.agent.instrumentation.app.hc5;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.instrumentation.testing.LoopbackStub;
import customerio.agent.instrumentation.testing.ScriptedCalls;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.util.Timeout;

/**
 * What holds for every supported version, part by part. Run by {@link Hc5VersionsTest}, in its
 * loaders. Sealed, so that it finds all parts there, and none can be forgotten.
 */
abstract sealed class Hc5Contract extends ScriptedCalls
    permits ClassicContract, AsyncContract, WayContract {
  static final String FROM_SERVER = "{\"from\":\"server\"}";
  static final Reply QUEUED =
      new Reply(
          200,
          Headers.of(
              "Content-Type",
              "application/json",
              "Content-Length",
              "2",
              "X-Customerio-Agent",
              "queued; id=1"),
          "{}".getBytes(StandardCharsets.UTF_8));

  Hc5Contract() {
    super(LoopbackStub.json(200, FROM_SERVER));
  }

  final LoopbackStub.Received received() {
    return server.received.get(0);
  }

  /**
   * Of connections that are made from now on.
   *
   * @return whether the version has such a setting: 5.2 and later
   */
  static boolean setSocketTimeout(Object manager, Timeout timeout)
      throws ReflectiveOperationException {
    Class<?> type;
    try {
      type = Class.forName("org.apache.hc.client5.http.config.ConnectionConfig");
    } catch (ClassNotFoundException e) {
      return false;
    }
    Object builder = type.getMethod("custom").invoke(null);
    builder.getClass().getMethod("setSocketTimeout", Timeout.class).invoke(builder, timeout);
    Object config = builder.getClass().getMethod("build").invoke(builder);
    manager.getClass().getMethod("setDefaultConnectionConfig", type).invoke(manager, config);
    return true;
  }

  final String bodyTaken() {
    return new String(taker.requests.get(0).body(), StandardCharsets.UTF_8);
  }

  final void assertNothingSent() {
    assertThat(server.received).isEmpty();
    assertThat(taker.suppressed).isEmpty();
  }
}
