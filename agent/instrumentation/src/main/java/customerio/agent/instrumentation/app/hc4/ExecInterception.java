package customerio.agent.instrumentation.app.hc4;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.OwnWay;
import customerio.agent.capture.Seam;
import customerio.agent.instrumentation.weaving.Interceptor;
import customerio.agent.instrumentation.weaving.Outcome;
import org.apache.http.HttpHost;
import org.apache.http.client.methods.HttpExecutionAware;
import org.apache.http.client.methods.HttpRequestWrapper;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.conn.routing.HttpRoute;
import org.apache.http.impl.execchain.MainClientExec;

/** Before Apache HttpClient asks its pool for a connection. */
public final class ExecInterception implements Interceptor {
  private static final Seam SEAM = Seam.of("apache4");

  @Override
  public Outcome intercept(Object self, Object[] arguments) throws Exception {
    CallTaker taker = SEAM.taker();
    if (taker == null
        || !(arguments[0] instanceof HttpRoute route)
        || !(arguments[1] instanceof HttpRequestWrapper request)
        || !(arguments[2] instanceof HttpClientContext context)) {
      return Outcome.ORIGINAL;
    }
    HttpHost host = route.getTargetHost();
    String target = WireView.target(request);
    if (!taker.claims(
        host.getSchemeName(), host.getHostName(), host.getPort(), WireView.path(target))) {
      return Outcome.ORIGINAL;
    }
    HttpExecutionAware execution = (HttpExecutionAware) arguments[3];
    if (self instanceof ExecInMemory || !canBeTaken(request, execution)) {
      return Outcome.ORIGINAL;
    }
    MainClientExec exec = (MainClientExec) self;
    OwnWay way = ClientWay.of(ExecInMemory.connections(exec), route, request, context);
    if (way != null && taker.leaves("Apache HttpClient 4", way)) {
      return Outcome.ORIGINAL;
    }
    return new TakenCall(taker, exec, route, request, context, execution).run();
  }

  private static boolean canBeTaken(HttpRequestWrapper request, HttpExecutionAware execution) {
    return switch (request.getRequestLine().getMethod()) {
      case "HEAD", "OPTIONS", "TRACE", "CONNECT" -> false;
      default ->
          !request.containsHeader("Upgrade") && (execution == null || !execution.isAborted());
    };
  }
}
