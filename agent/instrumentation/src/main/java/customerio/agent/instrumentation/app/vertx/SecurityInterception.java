package customerio.agent.instrumentation.app.vertx;

import customerio.agent.instrumentation.weaving.Interceptor;
import customerio.agent.instrumentation.weaving.Outcome;
import java.lang.reflect.Field;

/**
 * {@code isSsl()} of a connection, from which its requests have the scheme of their URI since 4.5.
 * It looks for an encryption in the pipeline, and that is missing on the way to the bridge alone.
 */
public final class SecurityInterception implements Interceptor {
  private final Class<?> ofClient =
      Members.type(
          "io.vertx.core.http.impl.http1.Http1ClientConnection",
          "io.vertx.core.http.impl.Http1xClientConnection");
  private final Field asked = Members.field(ofClient, "ssl");

  @Override
  public Outcome intercept(Object self, Object[] arguments) throws ReflectiveOperationException {
    return self.getClass() == ofClient && asked.getBoolean(self)
        ? new Outcome.Answer(true)
        : Outcome.ORIGINAL;
  }
}
