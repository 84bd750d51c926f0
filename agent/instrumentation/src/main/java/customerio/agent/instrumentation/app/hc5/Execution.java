package customerio.agent.instrumentation.app.hc5;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;

/**
 * A call of {@code ExecRuntime.execute}, in either of its shapes: from 5.4 on with a callback for
 * 1xx answers before the context.
 */
record Execution(ExecRuntime runtime, Method method, Object[] arguments) {

  ClassicHttpRequest request() {
    return (ClassicHttpRequest) arguments[1];
  }

  HttpClientContext context() {
    return (HttpClientContext) arguments[arguments.length - 1];
  }

  /** As the client would execute it, on a connection of ours. */
  ClassicHttpResponse over(MemoryConnection connection)
      throws IOException, HttpException, IllegalAccessException {
    HttpRequestExecutor executor = Hc5Internals.requestExecutor(runtime);
    return arguments.length == 3
        ? executor.execute(request(), connection, context())
        : executor.execute(
            request(), connection, (HttpResponseInformationCallback) arguments[2], context());
  }

  /**
   * As the client executes it, on the connection that it has by now.
   *
   * @param entity sent in place of the request's own, which the application gets back
   */
  Object original(HttpEntity entity) throws Throwable {
    HttpEntity own = request().getEntity();
    request().setEntity(entity);
    try {
      return method.invoke(runtime, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    } finally {
      request().setEntity(own);
    }
  }
}
