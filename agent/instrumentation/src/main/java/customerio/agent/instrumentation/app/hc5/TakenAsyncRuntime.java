package customerio.agent.instrumentation.app.hc5;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.async.AsyncExecRuntime;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;

/** As {@link TakenRuntime}, for the asynchronous client. */
final class TakenAsyncRuntime implements InvocationHandler {
  private final AsyncExecRuntime runtime;
  private final AsyncCall call;

  private TakenAsyncRuntime(AsyncExecRuntime runtime, AsyncCall call) {
    this.runtime = runtime;
    this.call = call;
  }

  static AsyncExecChain.Scope scope(AsyncExecChain.Scope scope, AsyncCall call) {
    AsyncExecRuntime taken =
        (AsyncExecRuntime)
            Proxy.newProxyInstance(
                TakenAsyncRuntime.class.getClassLoader(),
                new Class<?>[] {AsyncExecRuntime.class},
                new TakenAsyncRuntime(scope.execRuntime, call));
    return new AsyncExecChain.Scope(
        scope.exchangeId,
        scope.route,
        scope.originalRequest,
        scope.cancellableDependency,
        scope.clientContext,
        taken,
        scope.scheduler,
        scope.execCount);
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("execute")) {
      return new AsyncExchange(
              call, (AsyncClientExchangeHandler) arguments[1], (HttpClientContext) arguments[2])
          .start();
    }
    try {
      return method.invoke(runtime, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
