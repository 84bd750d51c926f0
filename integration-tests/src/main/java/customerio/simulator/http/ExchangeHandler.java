package customerio.simulator.http;

import customerio.simulator.Host;
import customerio.simulator.faults.Cut;
import customerio.simulator.faults.FaultPlan;
import customerio.simulator.faults.StatusFault;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;

/**
 * The way of a request: read, wait, break off, answer, break off, write. Waiting costs a timer, not
 * a thread, so that thousands of slow requests may be in flight.
 */
final class ExchangeHandler extends Handler.Abstract {

  /** What Customer.io takes at most is not documented; this is above every limit that is. */
  private static final int MOST_BODY_BYTES = 8 << 20;

  private final Host host;
  private final Api api;
  private final Traffic traffic;
  private final ReplyWriter writer;

  ExchangeHandler(Host host, Api api, Traffic traffic) {
    this.host = host;
    this.api = api;
    this.traffic = traffic;
    this.writer = new ReplyWriter(traffic.timer());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
    traffic.idle().busy(endPoint);
    Content.Source.asByteArrayAsync(
        request,
        MOST_BODY_BYTES,
        Promise.Invocable.from(
            getInvocationType(),
            body -> begin(request, body, new Exchange(endPoint, response, callback)),
            failure -> refuse(failure, response, callback)));
    return true;
  }

  private record Exchange(EndPoint endPoint, Response response, Callback callback) {}

  private void begin(Request request, byte[] body, Exchange exchange) {
    long number = traffic.numbers().incrementAndGet();
    ApiRequest call = JettyRequests.read(host, number, request, body);
    traffic.wire().request(host.family());
    FaultPlan plan = traffic.faults().plan(call);
    Runnable proceed = () -> proceed(call, plan, exchange);
    if (plan.latencyMillis() == 0) {
      proceed.run();
    } else {
      traffic
          .timer()
          .schedule(
              () -> traffic.workers().execute(proceed),
              plan.latencyMillis(),
              TimeUnit.MILLISECONDS);
    }
  }

  private void proceed(ApiRequest call, FaultPlan plan, Exchange exchange) {
    Cut cut = plan.cut();
    if (cut != null && cut.comesBeforeProcessing()) {
      breakOff(call, cut, exchange);
      return;
    }
    ApiReply reply = plan.status() == null ? answer(call) : faulty(plan.status());
    if (cut != null) {
      breakOff(call, cut, exchange);
      return;
    }
    note(call, Integer.toString(reply.status()));
    Callback callback = exchange.callback();
    if (plan.closeIdleMillis() != null) {
      // before the exchange completes: the next request on the connection must find it to cancel
      callback =
          Callback.from(
              () -> traffic.idle().idle(exchange.endPoint(), plan.closeIdleMillis()), callback);
    }
    writer.write(reply, exchange.response(), plan.trickle(), callback);
  }

  private ApiReply answer(ApiRequest call) {
    try {
      return api.answer(call);
    } catch (RuntimeException bug) {
      // a test that meets this must see why
      return Replies.metaError(host.family(), 500, "the simulator failed: " + bug);
    }
  }

  private ApiReply faulty(StatusFault fault) {
    ApiReply reply;
    if (fault.body() != null) {
      reply = Replies.text(host.family(), fault.status(), fault.body());
    } else if (HttpStatus.hasNoBody(fault.status())) {
      reply = Replies.text(host.family(), fault.status(), "");
    } else {
      reply = Replies.metaError(host.family(), fault.status(), "fault");
    }
    return fault.retryAfter() == null ? reply : reply.with("retry-after", fault.retryAfter());
  }

  private void breakOff(ApiRequest call, Cut cut, Exchange exchange) {
    if (cut.isReset()) {
      note(call, Wire.UNANSWERED);
      HardReset.of(exchange.endPoint());
      exchange.callback().failed(new IOException("reset by a fault"));
    } else {
      // first, so that whoever sees the note can end it
      traffic.hanging().add(exchange.endPoint());
      note(call, Wire.UNANSWERED);
    }
  }

  private void note(ApiRequest call, String answered) {
    traffic.wire().answer(host.family(), answered);
    traffic.log().add(call, answered);
  }

  private void refuse(Throwable failure, Response response, Callback callback) {
    if (!(failure instanceof IllegalStateException)) { // which is Jetty's word for too large
      callback.failed(failure);
      return;
    }
    traffic.wire().request(host.family());
    traffic.wire().answer(host.family(), "413");
    ApiReply reply = Replies.metaError(host.family(), 413, "request entity too large");
    writer.write(reply.with("connection", "close"), response, null, callback);
  }
}
