package customerio.agent.instrumentation.app.hc4;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.NothingSentException;
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.util.function.Function;
import org.apache.http.HttpEntity;
import org.apache.http.HttpEntityEnclosingRequest;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;

/**
 * Where the client believes to write a request and to read its answer. It does so more than once
 * when the answer is a 401 that it has credentials for.
 *
 * <p>Used by one thread, but for {@link #shutdown()}, with which another one aborts the call.
 */
final class MemoryConnection extends Unconnected {
  private final CallTaker taker;
  private final Function<HttpRequest, Takeover> take;
  private volatile RelayedAnswer pending;
  private volatile boolean shutDown;
  private Takeover takeover;
  private HttpRequest request;
  private Reply reply;
  private boolean answered;
  private boolean refused;

  /**
   * @param first what becomes of the first request
   * @param take decides about the following ones
   */
  MemoryConnection(CallTaker taker, Takeover first, Function<HttpRequest, Takeover> take) {
    this.taker = taker;
    this.takeover = first;
    this.take = take;
  }

  /** From then on the original must not run: the request is accepted, or was sent. */
  boolean isAnswered() {
    return answered;
  }

  /** The client was told that there is no answer here. */
  boolean isRefused() {
    return refused;
  }

  @Override
  public void sendRequestHeader(HttpRequest sent) {
    request = sent;
  }

  /** Its content is known; but a client knows by the writing that an entity is used up. */
  @Override
  public void sendRequestEntity(HttpEntityEnclosingRequest sent) throws IOException {
    HttpEntity entity = sent.getEntity();
    if (entity != null && !entity.isRepeatable()) {
      entity.writeTo(OutputStream.nullOutputStream());
    }
  }

  @Override
  public HttpResponse receiveResponseHeader() throws IOException {
    try {
      Takeover decided = takeover == null ? take.apply(request) : takeover;
      takeover = null;
      if (decided instanceof Takeover.Accepted offer) {
        return accept(offer);
      }
      if (decided instanceof Takeover.Relayed relayed) {
        return relay(relayed);
      }
    } catch (RuntimeException fault) {
      taker.suppressed("apache4", fault);
      if (answered) {
        throw new IOException("unusable answer", fault);
      }
    }
    throw refuse();
  }

  private HttpResponse accept(Takeover.Accepted offer) throws IOException {
    reply = offer.reply();
    HttpResponse response = WireView.response(reply);
    if (shutDown) {
      throw new SocketException("Socket closed"); // aborted just now
    }
    if (!offer.commit()) {
      throw refuse();
    }
    answered = true;
    return response;
  }

  private HttpResponse relay(Takeover.Relayed relayed) throws IOException {
    pending = RelayedAnswer.to(relayed, getSocketTimeout());
    if (shutDown) {
      pending.cancel(); // aborted just before there was something to cancel
    }
    answered = true;
    try {
      reply = pending.await(request instanceof HttpEntityEnclosingRequest);
    } catch (NothingSentException e) {
      answered = false;
      throw refuse();
    }
    return WireView.response(reply);
  }

  private IOException refuse() {
    refused = true;
    answered = false; // at most by a 401, which has changed nothing
    return new NotAnsweredException();
  }

  @Override
  public void receiveResponseEntity(HttpResponse response) {
    response.setEntity(WireView.entity(reply, response));
  }

  @Override
  public boolean isOpen() {
    return !shutDown;
  }

  @Override
  public void shutdown() {
    shutDown = true;
    RelayedAnswer waiting = pending;
    if (waiting != null) {
      waiting.cancel();
    }
  }

  /** Ends the attempt; no application sees it but a request executor that looks at failures. */
  private static final class NotAnsweredException extends IOException {
    private static final long serialVersionUID = 1;

    NotAnsweredException() {
      super("not answered from memory, going to the network");
    }

    @Override
    public Throwable fillInStackTrace() {
      return this;
    }
  }
}
