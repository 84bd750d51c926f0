package customerio.agent.instrumentation.app.hc4;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.OwnTraffic;
import customerio.agent.capture.Takeover;
import customerio.agent.instrumentation.weaving.Outcome;
import java.io.IOException;
import org.apache.http.HttpRequest;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpExecutionAware;
import org.apache.http.client.methods.HttpRequestWrapper;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.conn.routing.HttpRoute;
import org.apache.http.impl.execchain.MainClientExec;

/**
 * One claimed request on its way to an answer.
 *
 * <pre>
 *  entity ──▶ take ──┬─ Pass ────────────────────────▶ original, with the entity said again
 *                    ├─ Watched ─────────────────────▶ the same, one frame deeper
 *                    └─ Accepted, Relayed ─▶ {@link ExecInMemory} ─┬─ not answered ─▶ original
 *                                                                  └─▶ response, or exception
 * </pre>
 *
 * The decision falls before any code of the application below our seam runs (its request executor,
 * which may count calls), so that it runs once, whether the call is taken or passes.
 */
final class TakenCall {
  private final CallTaker taker;
  private final MainClientExec self;
  private final HttpRoute route;
  private final HttpRequestWrapper request;
  private final HttpClientContext context;
  private final HttpExecutionAware execution;

  TakenCall(
      CallTaker taker,
      MainClientExec self,
      HttpRoute route,
      HttpRequestWrapper request,
      HttpClientContext context,
      HttpExecutionAware execution) {
    this.taker = taker;
    this.self = self;
    this.route = route;
    this.request = request;
    this.context = context;
    this.execution = execution;
  }

  /** A fault that leaves here comes before any commit. */
  Outcome run() throws IOException {
    CapturedEntity entity = CapturedEntity.of(request, taker.maxBodyBytes());
    if (entity == null || !entity.isWhole()) {
      taker.bypassed();
      return Outcome.ORIGINAL;
    }
    Takeover takeover = take(request, entity.bytes());
    if (takeover instanceof Takeover.Watched watched) {
      return watch(watched);
    }
    if (takeover instanceof Takeover.Pass) {
      return Outcome.ORIGINAL;
    }
    return answer(new MemoryConnection(taker, takeover, again -> take(again, entity.bytes())));
  }

  private Takeover take(HttpRequest sent, byte[] body) {
    String authorization = Preemptive.authorization(route.getTargetHost(), sent, context);
    return taker.take(
        WireView.of(route.getTargetHost(), sent, body, authorization), taker.origin());
  }

  private Outcome watch(Takeover.Watched watched) {
    CloseableHttpResponse response;
    try {
      response = OwnTraffic.call(() -> self.execute(route, request, context, execution));
    } catch (Throwable e) {
      watched.ended(0);
      return new Outcome.Failure(e);
    }
    watched.ended(response.getStatusLine().getStatusCode());
    return new Outcome.Answer(response);
  }

  private Outcome answer(MemoryConnection connection) throws IOException {
    ExecInMemory exec = ExecInMemory.of(self, route, connection);
    CloseableHttpResponse response;
    try {
      response = exec.execute(route, request, context, execution);
    } catch (Throwable e) {
      if (connection.isAnswered()) {
        return new Outcome.Failure(e);
      }
      if (e instanceof Error fault) {
        throw fault;
      }
      // Before an answer, the original runs: an exception of the application's own comes again.
      return Outcome.ORIGINAL;
    }
    if (connection.isRefused()) {
      response.close(); // by a request executor that made up for our exception
      return Outcome.ORIGINAL;
    }
    return new Outcome.Answer(response);
  }
}
