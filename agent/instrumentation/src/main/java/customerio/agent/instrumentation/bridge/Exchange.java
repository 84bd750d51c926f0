package customerio.agent.instrumentation.bridge;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Headers;
import customerio.agent.capture.NothingSentException;
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One request over the bridge, and its answer.
 *
 * <p>Where there is no answer the connection is closed without one, as Customer.io's would have
 * been: what an application gets then is up to its client.
 */
final class Exchange {
  private static final int CANCEL_LATENCY_MILLIS = 20;

  /** How much later than we the client may look at its own clock. */
  private static final int PATIENCE_MILLIS = 10_000;

  private final Client client;
  private final Head head;
  private final Ticket ticket;
  private final Unheard unheard;
  private final String method;
  private final String path;
  private final Body body;

  Exchange(Client client, Head head, Ticket ticket, Unheard unheard) throws IOException {
    this.client = client;
    this.head = head;
    this.ticket = ticket;
    this.unheard = unheard;
    String[] start = head.start().split(" ");
    if (start.length != 3 || !start[2].equals("HTTP/1.1") || !start[1].startsWith("/")) {
      throw new MalformedMessageException("no request of HTTP/1.1");
    }
    method = start[0];
    path = start[1];
    body = Body.ofRequest(head.headers(), client.in());
  }

  /**
   * @param taker null when there is no engine any more
   * @return whether the connection can take another request
   */
  boolean serve(CallTaker taker, Origins origins) throws IOException {
    if (head.headers().contains("Expect")) {
      client.out().write(Refusal.CONTINUE);
      client.out().flush();
    }
    if (taker == null) {
      return original(new byte[0]).run();
    }
    byte[] start = body.readNBytes(taker.maxBodyBytes() + 1);
    if (start.length > taker.maxBodyBytes()) {
      taker.bypassed();
      return original(start).run();
    }
    Unheard.Slot slot = unheard.of(ticket.call(), method + ' ' + path);
    Takeover takeover;
    synchronized (slot) {
      if (slot.reply() != null) {
        return answer(WireReply.of(slot.reply()));
      }
      takeover = decide(taker, start, origins);
      if (takeover instanceof Takeover.Accepted offer) {
        byte[] reply = reply(taker, offer);
        if (reply != null && offer.commit()) {
          slot.answered(offer.reply());
          return answer(reply);
        }
      }
    }
    if (takeover instanceof Takeover.Relayed relayed) {
      return relay(relayed, start);
    }
    return takeover instanceof Takeover.Watched watched
        ? watch(watched, start)
        : original(start).run();
  }

  private Takeover decide(CallTaker taker, byte[] content, Origins origins) {
    try {
      Target target = ticket.target();
      int query = path.indexOf('?');
      CapturedRequest request =
          new CapturedRequest(
              method,
              target.scheme(),
              target.host(),
              target.port(),
              query < 0 ? path : path.substring(0, query),
              query < 0 ? null : path.substring(query + 1),
              unframed(),
              content);
      return taker.take(request, origins.arrived(ticket.call()));
    } catch (Throwable fault) {
      taker.suppressed("bridge", fault);
      return Takeover.Pass.PASS;
    }
  }

  /** Chunks are for the connection to the bridge; what was captured has a length. */
  private Headers unframed() {
    return Headers.of(
        head.endToEnd().lines().stream()
            .filter(line -> !line.name().equalsIgnoreCase("Transfer-Encoding"))
            .toList());
  }

  /** Made before the commit, so that a fault in it finds a call that can still be left alone. */
  private static byte[] reply(CallTaker taker, Takeover.Accepted offer) {
    try {
      return WireReply.of(offer.reply());
    } catch (Throwable fault) {
      taker.suppressed("bridge", fault);
      return null;
    }
  }

  private boolean answer(byte[] reply) throws IOException {
    client.out().write(reply);
    client.out().flush();
    return true;
  }

  private boolean relay(Takeover.Relayed relayed, byte[] content) throws IOException {
    CompletableFuture<Reply> pending = relayed.exchangeAsync(ticket.timeout());
    try {
      return answer(WireReply.of(await(pending)));
    } catch (CancellationException e) {
      return false;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof NothingSentException) {
        return original(content).run();
      }
      if (e.getCause() instanceof SocketTimeoutException && ticket.timeout() != null) {
        client.keepSilent(PATIENCE_MILLIS);
      }
      return false;
    }
  }

  private Reply await(CompletableFuture<Reply> pending) throws ExecutionException {
    while (true) {
      try {
        return pending.get(CANCEL_LATENCY_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException notYet) {
        if (client.isGone()) {
          pending.cancel(true);
          throw new CancellationException();
        }
      } catch (InterruptedException nobodyDoesThat) {
        pending.cancel(true);
        throw new CancellationException();
      }
    }
  }

  private boolean watch(Takeover.Watched watched, byte[] content) throws IOException {
    OriginalCall original = original(content);
    try {
      return original.run();
    } finally {
      watched.ended(original.status());
    }
  }

  /**
   * @param content of the body, as much as has been read of it
   */
  private OriginalCall original(byte[] content) {
    return new OriginalCall(client, head, ticket, content, body);
  }
}
