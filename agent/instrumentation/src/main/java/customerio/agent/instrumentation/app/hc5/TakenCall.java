package customerio.agent.instrumentation.app.hc5;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.Origin;
import customerio.agent.capture.OwnTraffic;
import customerio.agent.capture.Takeover;
import customerio.agent.instrumentation.weaving.Outcome;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpResponse;

/** One claimed request that goes down the chain without a connection. */
final class TakenCall {
  private final CallTaker taker;
  private final Origin origin;
  private final ExecChainHandler connect;
  private final ExecChain.Scope scope;
  private Takeover.Watched watched;

  /**
   * @param connect the client's own, which knows about routes and tunnels
   */
  TakenCall(CallTaker taker, ExecChainHandler connect, ExecChain.Scope scope) {
    this.taker = taker;
    this.origin = taker.origin();
    this.connect = connect;
    this.scope = scope;
  }

  /** Behind the request interceptors. */
  Object execute(Execution execution) throws Throwable {
    CapturedEntity body = capture(execution);
    Outcome outcome = body == null ? Outcome.ORIGINAL : answer(execution, body);
    if (outcome instanceof Outcome.Answer answer) {
      return answer.value();
    }
    if (outcome instanceof Outcome.Failure failure) {
      throw failure.thrown();
    }
    return original(execution, body);
  }

  /**
   * @return null when the original is to send the entity as it is
   */
  private CapturedEntity capture(Execution execution) {
    // an interceptor may have changed it
    if (!WireView.isClaimed(taker, scope.route, execution.request())) {
      return null;
    }
    CapturedEntity body = null;
    try {
      body = CapturedEntity.of(execution.request().getEntity(), taker.maxBodyBytes());
    } catch (RuntimeException | LinkageError fault) {
      taker.suppressed("apache5", fault);
    }
    if (body == null || !body.isComplete()) {
      taker.bypassed();
    }
    return body;
  }

  private Outcome answer(Execution execution, CapturedEntity body) {
    if (!body.isComplete()) {
      return Outcome.ORIGINAL;
    }
    try {
      Takeover takeover =
          taker.take(
              WireView.captured(
                  scope.route, execution.request(), execution.request().getEntity(), body.bytes()),
              origin);
      if (takeover instanceof Takeover.Accepted offer) {
        return over(PendingAnswer.accepted(offer), execution);
      }
      if (takeover instanceof Takeover.Relayed relayed) {
        return over(new RelayedAnswer(relayed, execution, scope.route), execution);
      }
      watched = takeover instanceof Takeover.Watched watch ? watch : null;
    } catch (Throwable fault) {
      taker.suppressed("apache5", fault);
    }
    return Outcome.ORIGINAL;
  }

  private Outcome over(PendingAnswer pending, Execution execution) {
    try {
      return new Outcome.Answer(execution.over(new MemoryConnection(pending)));
    } catch (Throwable e) {
      if (pending.isGiven()) {
        return new Outcome.Failure(e);
      }
      if (e instanceof LinkageError || e instanceof IllegalAccessException) {
        taker.suppressed("apache5", e);
      }
      return Outcome.ORIGINAL;
    }
  }

  private Object original(Execution execution, CapturedEntity body) throws Throwable {
    ClassicHttpResponse refusal =
        OwnTraffic.call(
            () -> connect.execute(execution.request(), scope, (request, inner) -> null));
    if (refusal != null) {
      return refusal; // a proxy's, to the request for a tunnel
    }
    return execution.original(body == null ? execution.request().getEntity() : body.replayed());
  }

  /**
   * @param status 0 when there was no answer
   */
  void ended(int status) {
    if (watched != null) {
      watched.ended(status);
    }
  }
}
