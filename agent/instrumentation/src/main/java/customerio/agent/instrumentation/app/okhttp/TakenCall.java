package customerio.agent.instrumentation.app.okhttp;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.OwnTraffic;
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import customerio.agent.instrumentation.weaving.Outcome;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** One claimed request on its way to an answer that needs no connection. */
final class TakenCall {
  private final CallTaker taker;
  private final Interceptor.Chain chain;
  private final Request request;
  private final CapturedBody body;
  private Takeover.Watched watched;

  private TakenCall(CallTaker taker, Interceptor.Chain chain, CapturedBody body) {
    this.taker = taker;
    this.chain = chain;
    this.request = chain.request();
    this.body = body;
  }

  /**
   * @return null when the body must stay untouched
   */
  static TakenCall of(CallTaker taker, Interceptor.Chain chain) {
    CapturedBody body = CapturedBody.of(chain.request(), taker.maxBodyBytes());
    if (body == null) {
      taker.bypassed();
      return null;
    }
    return new TakenCall(taker, chain, body);
  }

  /** Asks without consequences, see {@link CallTaker#mayTake}. */
  boolean mayBeTaken() {
    return body.failure() == null && taker.mayTake(WireView.of(request, body.bytes()));
  }

  /** The original of a call that cannot be taken, for whoever counts or watches such. */
  Outcome leave(Interceptor self) {
    Takeover takeover = decide();
    if (!(takeover instanceof Takeover.Pass || takeover instanceof Takeover.Watched)) {
      taker.bypassed(); // it could be by now
    }
    return original(self);
  }

  /** Asks what becomes of the call; nothing has happened by then. */
  private Takeover decide() {
    if (body.failure() != null) {
      taker.bypassed();
      return Takeover.Pass.PASS;
    }
    Takeover takeover = taker.take(WireView.of(request, body.bytes()), taker.origin());
    watched = takeover instanceof Takeover.Watched watch ? watch : null;
    return takeover;
  }

  /**
   * @return null when the original has to run
   * @throws IOException the application's: Customer.io cannot be reached, or the call was cancelled
   */
  Response answer() throws IOException {
    long sentAtMillis = System.currentTimeMillis();
    Takeover takeover = decide();
    if (takeover instanceof Takeover.Accepted offer) {
      return accept(offer, sentAtMillis);
    }
    return takeover instanceof Takeover.Relayed relayed ? relay(relayed, sentAtMillis) : null;
  }

  private Response accept(Takeover.Accepted offer, long sentAtMillis) {
    Reply reply = offer.reply();
    Response response = response(reply, sentAtMillis);
    CallEvents events = new CallEvents(chain.call());
    if (!offer.commit()) {
      return null;
    }
    events.requestSent(request, body);
    events.responseReceived(response, reply.body().length);
    return response;
  }

  private Response relay(Takeover.Relayed relayed, long sentAtMillis) throws IOException {
    CallEvents events = new CallEvents(chain.call());
    RelayedAnswer pending = RelayedAnswer.to(relayed, chain.readTimeoutMillis());
    events.requestSent(request, body);
    Reply reply = pending.await(chain.call());
    if (reply == null) {
      return null;
    }
    try {
      Response response = response(reply, sentAtMillis);
      events.responseReceived(response, reply.body().length);
      return response;
    } catch (RuntimeException e) {
      throw new IOException("unusable answer", e); // it was sent: too late for the original
    }
  }

  private Response response(Reply reply, long sentAtMillis) {
    return EndOfCall.watch(WireView.response(request, reply, sentAtMillis), chain);
  }

  /** The request with a body that can be written any number of times. */
  Request replayable() {
    return body.exists()
        ? request.newBuilder().method(request.method(), new ReplayedBody(body)).build()
        : request;
  }

  /**
   * The original call, which still has all of its body to send.
   *
   * @param self whose method it is
   */
  Outcome original(Interceptor self) {
    Interceptor.Chain replaying = body.exists() ? ChainCopy.with(chain, replayable()) : null;
    if (watched != null) {
      return watch(self, replaying == null ? chain : replaying);
    }
    return replaying == null ? Outcome.ORIGINAL : new Outcome.OriginalWith(replaying);
  }

  /** One frame deeper than it would be, so that its end can be seen. */
  private Outcome watch(Interceptor self, Interceptor.Chain original) {
    Response response;
    try {
      response = OwnTraffic.call(() -> self.intercept(original));
    } catch (Throwable e) {
      watched.ended(0);
      return new Outcome.Failure(e);
    }
    watched.ended(response.code());
    return new Outcome.Answer(response);
  }
}
