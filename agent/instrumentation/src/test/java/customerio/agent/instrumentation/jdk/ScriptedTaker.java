package customerio.agent.instrumentation.jdk;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Origin;
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Claims all calls, does with them what the test says, and writes down what happened. */
final class ScriptedTaker implements CallTaker {
  static final Reply REPLY =
      new Reply(
          200,
          Headers.of("Content-Type", "application/json", "X-Customerio-Agent", "queued"),
          "{\"ok\":true}".getBytes(StandardCharsets.UTF_8));

  final List<String> events = new CopyOnWriteArrayList<>();
  final List<CapturedRequest> taken = new CopyOnWriteArrayList<>();
  final List<Throwable> faults = new CopyOnWriteArrayList<>();
  final List<Duration> timeouts = new CopyOnWriteArrayList<>();
  private final Supplier<Takeover> decision;
  private boolean claiming = true;
  private boolean committing = true;

  private ScriptedTaker(Supplier<Takeover> decision) {
    this.decision = decision;
  }

  static ScriptedTaker passing() {
    return new ScriptedTaker(() -> Takeover.Pass.PASS);
  }

  /** Lets the original run, and writes down how it ended. */
  static ScriptedTaker watching() {
    ScriptedTaker[] self = new ScriptedTaker[1];
    self[0] =
        new ScriptedTaker(() -> (Takeover.Watched) status -> self[0].events.add("ended " + status));
    return self[0];
  }

  static ScriptedTaker faulty(RuntimeException fault) {
    return new ScriptedTaker(
        () -> {
          throw fault;
        });
  }

  static ScriptedTaker accepting() {
    return accepting(REPLY);
  }

  static ScriptedTaker accepting(Reply reply) {
    ScriptedTaker[] self = new ScriptedTaker[1];
    self[0] = new ScriptedTaker(() -> self[0].accepted(reply));
    return self[0];
  }

  static ScriptedTaker relaying(CompletableFuture<Reply> exchange) {
    ScriptedTaker[] self = new ScriptedTaker[1];
    self[0] = new ScriptedTaker(() -> self[0].relayed(exchange));
    return self[0];
  }

  ScriptedTaker claimingNothing() {
    claiming = false;
    return this;
  }

  ScriptedTaker withFullQueue() {
    committing = false;
    return this;
  }

  @Override
  public boolean claims(String scheme, String host, int port, String rawPath) {
    return claiming;
  }

  @Override
  public Origin origin() {
    events.add("origin");
    return Origin.UNKNOWN;
  }

  @Override
  public Takeover take(CapturedRequest request, Origin origin) {
    events.add("take");
    taken.add(request);
    return decision.get();
  }

  @Override
  public void bypassed() {
    events.add("bypassed");
  }

  @Override
  public int maxBodyBytes() {
    return 1_000;
  }

  @Override
  public void suppressed(String place, Throwable fault) {
    faults.add(fault);
  }

  private Takeover accepted(Reply reply) {
    return new Takeover.Accepted() {
      @Override
      public Reply reply() {
        return reply;
      }

      @Override
      public boolean commit() {
        events.add("commit");
        return committing;
      }
    };
  }

  private Takeover relayed(CompletableFuture<Reply> exchange) {
    return new Takeover.Relayed() {
      @Override
      public Reply exchange(Duration timeout) {
        throw new AssertionError("blocks the caller");
      }

      @Override
      public CompletableFuture<Reply> exchangeAsync(Duration timeout) {
        if (timeout != null) {
          timeouts.add(timeout);
        }
        return exchange;
      }
    };
  }
}
