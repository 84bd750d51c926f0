package customerio.agent.delivery;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.CustomerioUnavailableException;
import customerio.agent.capture.NothingSentException;
import customerio.agent.capture.Reply;
import customerio.agent.customerio.Answer;
import customerio.agent.customerio.AnswerReader;
import customerio.agent.customerio.Endpoint;
import customerio.agent.delivery.Gate.Passage;
import customerio.agent.transport.Cancellation;
import customerio.agent.transport.Transport;
import customerio.agent.transport.TransportException;
import customerio.agent.transport.TransportRequest;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

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
  private final String traceparent;
  private final Wayfinder wayfinder;
  private final Pace pace;
  private final Turn turn;
  private final Gate gate;
  private final long deadline;
  private final CompletableFuture<Reply> reply = new CompletableFuture<>();
  private final Cancellation cancellation = new Cancellation();
  private int tries;
  private Duration limiterWait = Duration.ZERO;

  /** Part of the request may have reached Customer.io. */
  private volatile boolean sent;

  private volatile boolean sending;
  private volatile boolean abandoned;

  /** Ends the wait for the turn, once it was {@link #asked} for; null when there is none. */
  private volatile BooleanSupplier leave;

  private volatile boolean asked;

  RelayedCall(
      DeliveryContext context,
      Transport transport,
      Destination destination,
      CapturedRequest request,
      String target,
      String traceparent,
      Wayfinder wayfinder,
      Pace pace,
      Turn turn,
      Duration timeout) {
    this.context = context;
    this.transport = transport;
    this.destination = destination;
    this.request = request;
    this.target = target;
    this.traceparent = traceparent;
    this.wayfinder = wayfinder;
    this.pace = pace;
    this.turn = turn;
    this.gate = context.places().gate(destination);
    this.deadline = context.scheduler().nanos() + timeout.toNanos();
  }

  /**
   * There will be no timer and no thread for it any more: an answer may come, nothing else. A call
   * that is not begun yet goes no further than its {@link #start}.
   */
  void abandon() {
    abandoned = true;
    if (!asked) {
      return;
    }
    BooleanSupplier wait = leave;
    if (wait != null && wait.getAsBoolean()) {
      // made by the application itself it would overtake what is left for the next start
      fail(
          new CustomerioUnavailableException(
              "the application ends before what it said about the same people is delivered, the"
                  + " call was not sent"));
    } else if (!sending) {
      giveUp();
    }
  }

  CompletableFuture<Reply> reply() {
    return reply;
  }

  void start() {
    leave = turn.await(() -> context.scheduler().execute(() -> attempt(Duration.ZERO)));
    asked = true;
    if (abandoned) {
      abandon();
      return;
    }
    LaneScheduler.Pending expiry = context.scheduler().schedule(remaining(), this::expire);
    reply.whenComplete(
        (answer, failure) -> {
          expiry.cancel();
          cancellation.cancel();
        });
    BooleanSupplier wait = leave;
    if (wait == null) {
      attempt(Duration.ZERO);
      return;
    }
    reply.whenComplete((answer, failure) -> wait.getAsBoolean());
    if (gate.waiting() == Waiting.UNAUTHORIZED && wait.getAsBoolean()) {
      // what waits is not going to move, and Customer.io's refusal is the application's to see
      attempt(Duration.ZERO);
    } else if (gate.breakerState() != BreakerState.CLOSED && wait.getAsBoolean()) {
      fail(whileItIsDown());
    }
  }

  /** Asks the limiter, and comes back when it is this call's turn. */
  private void attempt(Duration pause) {
    if (abandoned) {
      giveUp();
      return;
    }
    Duration turn = pace.reserveWithin(remaining().minus(pause));
    if (turn == null) {
      // waiting is better than a 429 only as long as the caller waits
      fail(new NothingSentException("Customer.io's rate limit leaves no room in time", null));
      return;
    }
    limiterWait = turn;
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
                        conclusion = () -> fail(faulty(e));
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
    context.listener().limited(destination, limiterWait);
    Passage passage = gate.askWithoutCredential();
    if (passage == Passage.NONE) {
      context.listener().turnedAway(destination);
      return () -> fail(whileItIsDown());
    }
    tries++;
    SendObservation observation = context.listener().sending(description());
    long start = context.scheduler().nanos();
    try {
      Reply answer = exchange();
      observation.ended(SendOutcome.answered(answer.status(), since(start)));
      return answered(passage, answer);
    } catch (TransportException e) {
      observation.ended(SendOutcome.failed(e, since(start)));
      return failed(passage, e);
    } catch (RuntimeException | Error e) {
      observation.ended(SendOutcome.broken(e, since(start)));
      gate.undecided(passage);
      throw e;
    }
  }

  private Reply exchange() throws TransportException {
    return wayfinder.send(
        destination,
        target,
        Wayfinder.Follow.REGION,
        (server, path) ->
            transport.send(
                new TransportRequest(
                    request.method(),
                    server,
                    path,
                    RelayedHeaders.of(request.headers()),
                    request.body(),
                    remaining(),
                    READS.contains(request.method()),
                    true),
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

  /** Nothing is on its way: what was sent before, and is to be repeated, is a read. */
  private void giveUp() {
    fail(new NothingSentException("the agent is stopping", null));
  }

  /** A fault of ours; how far the request has come is not known. */
  private IOException faulty(Throwable fault) {
    return READS.contains(request.method())
        ? new NothingSentException("relaying the read failed", fault)
        : new IOException("relaying the call failed", fault);
  }

  /**
   * What the application may see of a failure: types of the JDK alone, as no class of ours means
   * anything to it. A read that failed is left to its own client, whose failures it knows.
   */
  private IOException translate(TransportException failure) {
    if (failure.timedOut() && sent) {
      return timeout();
    }
    boolean originalMayRun = !sent || READS.contains(request.method());
    return originalMayRun
        ? new NothingSentException(failure.getMessage(), failure)
        : new IOException(failure.getMessage());
  }

  /**
   * A read is its own client's to make, as one that failed is: a client that repeats each of its
   * calls a few times opens the breaker with one bad answer, and for minutes no read would be left
   * that Customer.io answers without the agent.
   */
  private IOException whileItIsDown() {
    return READS.contains(request.method())
        ? new NothingSentException("Customer.io is known to be down", null)
        : new CustomerioUnavailableException("Customer.io is down, the call was not sent");
  }

  private void expire() {
    fail(timeout());
  }

  private static SocketTimeoutException timeout() {
    return new SocketTimeoutException("Customer.io did not answer in time");
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
    URI server = wayfinder.base(destination);
    return new DeliveryRequest(
        destination,
        List.of(),
        request.method(),
        Endpoint.route(destination.api(), request.method(), path),
        server.getHost(),
        DeliveryRequest.port(server),
        request.body().length,
        tries,
        server,
        false,
        traceparent);
  }
}
