package customerio.agent.delivery;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.CustomerioUnavailableException;
import customerio.agent.capture.NothingSentException;
import customerio.agent.capture.Reply;
import customerio.agent.customerio.Answer;
import customerio.agent.customerio.AnswerReader;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Endpoint;
import customerio.agent.delivery.Gate.Passage;
import customerio.agent.transport.Cancellation;
import customerio.agent.transport.Transport;
import customerio.agent.transport.TransportException;
import customerio.agent.transport.TransportRequest;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * One call of the application whose answer it needs. Repeated are reads, and what certainly had no
 * effect: a 429, or not a byte sent. A send that may have arrived is never repeated; it would reach
 * a person twice.
 */
final class RelayedCall {
  private static final Set<String> READS = Set.of("GET", "HEAD");

  private final DeliveryContext context;
  private final Transport transport;
  private final Destination destination;
  private final CapturedRequest request;
  private final String target;
  private final Wayfinder wayfinder;
  private final Pace pace;
  private final Gate gate;
  private final long deadline;
  private final CompletableFuture<Reply> reply = new CompletableFuture<>();
  private final Cancellation cancellation = new Cancellation();
  private int tries;

  /** Part of the request may have reached Customer.io. */
  private volatile boolean sent;

  private volatile boolean sending;
  private volatile boolean abandoned;

  RelayedCall(
      DeliveryContext context,
      Transport transport,
      Destination destination,
      CapturedRequest request,
      String target,
      Wayfinder wayfinder,
      Pace pace,
      Duration timeout) {
    this.context = context;
    this.transport = transport;
    this.destination = destination;
    this.request = request;
    this.target = target;
    this.wayfinder = wayfinder;
    this.pace = pace;
    this.gate = context.places().gate(destination);
    this.deadline = context.scheduler().nanos() + timeout.toNanos();
  }

  /** There will be no timer and no thread for it any more: an answer may come, nothing else. */
  void abandon() {
    abandoned = true;
    if (!sending) {
      giveUp();
    }
  }

  CompletableFuture<Reply> reply() {
    return reply;
  }

  void start() {
    LaneScheduler.Pending expiry = context.scheduler().schedule(remaining(), this::expire);
    reply.whenComplete(
        (answer, failure) -> {
          expiry.cancel();
          cancellation.cancel();
        });
    attempt(Duration.ZERO);
  }

  /** Asks the limiter, and comes back when it is this call's turn. */
  private void attempt(Duration pause) {
    if (abandoned) {
      giveUp();
      return;
    }
    Duration turn = pace.reserve();
    if (turn == null || turn.plus(pause).compareTo(remaining()) >= 0) {
      // waiting is better than a 429 only as long as the caller waits
      fail(new NothingSentException("Customer.io's rate limit leaves no room in time", null));
      return;
    }
    Duration wait = turn.plus(pause);
    if (wait.isZero()) {
      queueUp();
    } else {
      context.scheduler().schedule(wait, this::queueUp);
    }
  }

  private void queueUp() {
    HostSlots slots = context.places().slots(destination);
    slots.acquire(
        () ->
            context
                .scheduler()
                .execute(
                    () -> {
                      Runnable conclusion;
                      try {
                        conclusion = send();
                      } catch (Throwable e) {
                        conclusion = () -> fail(new IOException("relaying the call failed", e));
                      } finally {
                        slots.release();
                      }
                      // whoever waits for the future may run in here, and for long
                      conclusion.run();
                    }));
  }

  private Runnable send() {
    sending = true;
    if (abandoned) {
      return this::giveUp;
    }
    if (reply.isDone()) {
      return () -> {};
    }
    Passage passage = gate.askWithoutCredential();
    if (passage == Passage.NONE) {
      return () ->
          fail(new CustomerioUnavailableException("Customer.io is down, the call was not sent"));
    }
    tries++;
    SendObservation observation = context.listener().sending(description());
    long start = context.scheduler().nanos();
    try {
      Reply answer = exchange();
      observation.ended(new SendOutcome(answer.status(), null, since(start)));
      return answered(passage, answer);
    } catch (TransportException e) {
      observation.ended(new SendOutcome(0, e.getMessage(), since(start)));
      return failed(passage, e);
    } catch (RuntimeException | Error e) {
      observation.ended(new SendOutcome(0, e.getClass().getName(), since(start)));
      gate.undecided(passage);
      throw e;
    }
  }

  private Reply exchange() throws TransportException {
    // the body of a Pipelines call may hold its write key as well, which nobody can strip
    boolean alsoToStrangers = destination.api() != Api.PIPELINES;
    return wayfinder.send(
        destination,
        target,
        alsoToStrangers,
        (server, path, trusted) ->
            transport.send(
                new TransportRequest(
                    request.method(),
                    server,
                    path,
                    RelayedHeaders.of(request.headers(), trusted),
                    request.body(),
                    remaining(),
                    READS.contains(request.method())),
                cancellation));
  }

  private Runnable answered(Passage passage, Reply answer) {
    Answer meaning = read(answer);
    if (meaning instanceof Answer.Throttled throttled) {
      pace.slower();
      gate.undecided(passage);
      return repeatOr(throttled.retryAfter(), true, () -> reply.complete(answer));
    } else if (meaning instanceof Answer.TryLater later) {
      gate.failed(passage, new UnwellException(later.reason()));
      sent = true;
      return repeatOr(later.retryAfter(), false, () -> reply.complete(answer));
    }
    gate.succeeded(passage);
    pace.faster();
    return () -> reply.complete(answer);
  }

  private Runnable failed(Passage passage, TransportException failure) {
    if (cancellation.isCancelled()) {
      gate.undecided(passage);
    } else {
      gate.failed(passage, failure);
    }
    sent |= !failure.nothingSent();
    return repeatOr(null, failure.nothingSent(), () -> fail(translate(failure)));
  }

  private Runnable repeatOr(Duration retryAfter, boolean harmless, Runnable otherwise) {
    Duration pause = context.retries().delay(tries - 1, retryAfter);
    boolean mayRepeat = harmless || READS.contains(request.method());
    if (mayRepeat
        && !reply.isDone()
        && !abandoned
        && tries < context.settings().retry().maxAttempts()
        && gate.breakerState() == BreakerState.CLOSED
        && pause.compareTo(remaining()) < 0) {
      return () -> {
        sending = false;
        attempt(pause);
      };
    }
    return otherwise;
  }

  private void giveUp() {
    fail(
        sent
            ? new IOException("the agent stopped before the call could be repeated")
            : new NothingSentException("the agent is stopping", null));
  }

  private IOException translate(TransportException failure) {
    if (!sent) {
      return new NothingSentException(failure.getMessage(), failure);
    }
    return failure.timedOut() ? timeout(failure) : failure;
  }

  private void expire() {
    fail(timeout(null));
  }

  private static SocketTimeoutException timeout(Throwable cause) {
    SocketTimeoutException timeout =
        new SocketTimeoutException("Customer.io did not answer in time");
    timeout.initCause(cause);
    return timeout;
  }

  private void fail(IOException failure) {
    reply.completeExceptionally(failure);
  }

  private Answer read(Reply answer) {
    return AnswerReader.read(
        destination.api(),
        1,
        answer.status(),
        answer.headers()::first,
        answer.body(),
        context.clock().instant());
  }

  private Duration remaining() {
    return Duration.ofNanos(Math.max(1, deadline - context.scheduler().nanos()));
  }

  private Duration since(long start) {
    return Duration.ofNanos(context.scheduler().nanos() - start);
  }

  private DeliveryRequest description() {
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    return new DeliveryRequest(
        destination,
        List.of(),
        request.method(),
        Endpoint.match(destination.api(), request.method(), path).template(),
        wayfinder.base(destination).getHost(),
        tries);
  }
}
