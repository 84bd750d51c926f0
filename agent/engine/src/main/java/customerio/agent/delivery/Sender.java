package customerio.agent.delivery;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.credentials.CredentialBook;
import customerio.agent.customerio.Answer;
import customerio.agent.customerio.AnswerReader;
import customerio.agent.customerio.WireRequest;
import customerio.agent.transport.Cancellation;
import customerio.agent.transport.Transport;
import customerio.agent.transport.TransportException;
import customerio.agent.transport.TransportRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/** Puts one request of ours on the wire, follows where Customer.io sends it, reads the answer. */
final class Sender {
  private static final String USER_AGENT = "customerio-agent";

  private final Transport transport;
  private final CredentialBook book;
  private final Wayfinder wayfinder;
  private final DeliveryListener listener;
  private final LaneScheduler scheduler;
  private final Clock clock;
  private final Duration timeout;

  Sender(
      Transport transport,
      CredentialBook book,
      Wayfinder wayfinder,
      DeliveryListener listener,
      LaneScheduler scheduler,
      Clock clock,
      Duration timeout) {
    this.transport = transport;
    this.book = book;
    this.wayfinder = wayfinder;
    this.listener = listener;
    this.scheduler = scheduler;
    this.clock = clock;
    this.timeout = timeout;
  }

  SendResult send(Destination destination, Piece piece, Cancellation cancellation) {
    DeliveryRequest request = description(destination, piece);
    SendObservation observation = piece.sending(request, listener);
    long start = scheduler.nanos();
    try {
      SendResult.Answered answered = exchange(destination, piece, cancellation);
      observation.ended(SendOutcome.answered(answered.status(), since(start)));
      return answered;
    } catch (TransportException e) {
      observation.ended(SendOutcome.failed(e, since(start)));
      return new SendResult.Failed(e);
    } catch (RuntimeException | Error e) {
      observation.ended(SendOutcome.broken(e, since(start)));
      throw e;
    }
  }

  private SendResult.Answered exchange(
      Destination destination, Piece piece, Cancellation cancellation) throws TransportException {
    WireRequest request = piece.request;
    Headers headers = headers(destination, request);
    // not to strangers: without the credential it could only be refused, having shown people's data
    Reply reply =
        wayfinder.send(
            destination,
            request.target(),
            Wayfinder.Follow.ALL,
            (server, target) ->
                transport.send(
                    new TransportRequest(
                        request.method(),
                        server,
                        target,
                        headers,
                        request.body(),
                        timeout,
                        true,
                        false),
                    cancellation));
    return new SendResult.Answered(reply.status(), read(destination, piece, reply));
  }

  private Headers headers(Destination destination, WireRequest request) {
    Headers headers = Headers.of("User-Agent", USER_AGENT);
    if (request.contentType() != null) {
      headers = headers.with("Content-Type", request.contentType());
    }
    String authorization =
        destination.needsCredential() ? book.authorization(destination.credential()) : null;
    return authorization == null ? headers : headers.with("Authorization", authorization);
  }

  private Answer read(Destination destination, Piece piece, Reply reply) {
    return AnswerReader.read(
        destination.api(),
        piece.items.size(),
        reply.status(),
        reply.headers()::first,
        reply.body(),
        clock.instant());
  }

  private Duration since(long start) {
    return Duration.ofNanos(scheduler.nanos() - start);
  }

  private DeliveryRequest description(Destination destination, Piece piece) {
    URI server = wayfinder.base(destination);
    return new DeliveryRequest(
        destination,
        piece.operations(),
        piece.request.method(),
        // the batch's own target names nobody
        piece.batch ? piece.request.target() : piece.first().operation().endpoint().template(),
        server.getHost(),
        DeliveryRequest.port(server),
        piece.request.body().length,
        piece.tries + 1,
        server,
        piece.items.stream().anyMatch(Claimed::isReplayed),
        null);
  }
}
