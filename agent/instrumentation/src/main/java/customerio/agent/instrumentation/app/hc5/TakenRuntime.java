package customerio.agent.instrumentation.app.hc5;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecRuntime;

/**
 * The client's own runtime, but for what executes a request. A proxy and not a class, because later
 * versions have added methods to the interface.
 */
final class TakenRuntime implements InvocationHandler {
  private final ExecRuntime runtime;
  private final TakenCall call;

  private TakenRuntime(ExecRuntime runtime, TakenCall call) {
    this.runtime = runtime;
    this.call = call;
  }

  static ExecChain.Scope scope(ExecChain.Scope scope, TakenCall call) {
    ExecRuntime taken =
        (ExecRuntime)
            Proxy.newProxyInstance(
                TakenRuntime.class.getClassLoader(),
                new Class<?>[] {ExecRuntime.class},
                new TakenRuntime(scope.execRuntime, call));
    return new ExecChain.Scope(
        scope.exchangeId, scope.route, scope.originalRequest, taken, scope.clientContext);
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("execute")) {
      return call.execute(new Execution(runtime, method, arguments));
    }
    try {
      return method.invoke(runtime, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
