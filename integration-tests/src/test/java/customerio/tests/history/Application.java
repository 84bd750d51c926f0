package customerio.tests.history;

import customerio.agent.VirtualEngine;
import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Header;
import customerio.agent.capture.Headers;
import customerio.agent.capture.NothingSentException;
import customerio.agent.capture.Origin;
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import customerio.agent.delivery.VirtualTime;
import customerio.agent.queue.disk.MemoryDisk;
import customerio.agent.transport.Cancellation;
import customerio.agent.transport.TransportException;
import customerio.agent.transport.TransportRequest;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Makes calls as a woven client does: asks the engine, and does what its takeover says. */
final class Application {
  /** An engine that was not told to die half-way. */
  static final int LIVES_ON = -1;

  /** What the application has in its hands afterwards. */
  enum Outcome {
    ANSWERED_BY_AGENT,
    /** Customer.io's own answer, or an error, or nothing as it was killed. */
    NOT_ANSWERED_BY_AGENT,
    /** Nothing, as it was killed while the call was written to the disk. */
    KILLED_WRITING
  }

  private final VirtualTime time;
  private final MemoryDisk disk;
  private final Network network;

  Application(VirtualTime time, MemoryDisk disk, Network network) {
    this.time = time;
    this.disk = disk;
    this.network = network;
  }

  /**
   * @param number of the call
   * @param dieAfterBytes the process is killed while it writes the call, or {@link #LIVES_ON}
   */
  Outcome say(VirtualEngine engine, HttpCall call, int number, int dieAfterBytes) {
    CapturedRequest request = call.captured(number);
    Takeover takeover = engine.intake().take(request, Origin.UNKNOWN);
    if (takeover instanceof Takeover.Accepted accepted) {
      Reply reply = accepted.reply();
      if (dieAfterBytes != LIVES_ON) {
        disk.dieAfterBytes(dieAfterBytes);
      }
      boolean committed = accepted.commit();
      if (disk.isDead()) {
        return Outcome.KILLED_WRITING;
      }
      if (!committed) {
        goByItself(request);
      }
      return committed ? by(reply) : Outcome.NOT_ANSWERED_BY_AGENT;
    }
    if (takeover instanceof Takeover.Relayed relayed) {
      return relay(relayed, request);
    }
    goByItself(request);
    return Outcome.NOT_ANSWERED_BY_AGENT;
  }

  private Outcome relay(Takeover.Relayed relayed, CapturedRequest request) {
    CompletableFuture<Reply> exchange = relayed.exchangeAsync(null);
    time.settle();
    while (!exchange.isDone() && !disk.isDead()) {
      Duration next = time.untilNext();
      if (next == null) {
        throw new IllegalStateException("the call hangs for ever");
      }
      time.advance(next);
    }
    if (disk.isDead()) {
      return Outcome.NOT_ANSWERED_BY_AGENT;
    }
    if (!exchange.isCompletedExceptionally()) {
      return by(exchange.join());
    }
    if (exchange.handle((reply, failure) -> failure).join() instanceof NothingSentException) {
      goByItself(request);
    }
    return Outcome.NOT_ANSWERED_BY_AGENT;
  }

  /** The original call, as without the agent; what becomes of it the network knows. */
  private void goByItself(CapturedRequest request) {
    Headers headers = Headers.NONE;
    for (Header line : request.headers()) {
      headers = headers.with(line.name(), line.value());
    }
    try {
      network
          .connection()
          .send(
              new TransportRequest(
                  request.method(),
                  URI.create("https://" + request.host()),
                  request.target(),
                  headers,
                  request.body(),
                  Duration.ofSeconds(10),
                  false,
                  true),
              new Cancellation());
    } catch (TransportException seenByTheApplication) {
      // an error that it would have got without the agent as well
    }
  }

  private static Outcome by(Reply reply) {
    return reply.headers().contains("X-Customerio-Agent")
        ? Outcome.ANSWERED_BY_AGENT
        : Outcome.NOT_ANSWERED_BY_AGENT;
  }
}
