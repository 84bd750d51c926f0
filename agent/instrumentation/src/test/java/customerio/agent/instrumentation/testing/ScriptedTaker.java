package customerio.agent.instrumentation.testing;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Interception;
import customerio.agent.capture.Origin;
import customerio.agent.capture.OwnWay;
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/** An engine that does as it is told, and remembers what it was asked. Installed until closed. */
public final class ScriptedTaker implements CallTaker, AutoCloseable {
  public static final int MAX_BODY_BYTES = 1000;

  public final List<CapturedRequest> requests = new CopyOnWriteArrayList<>();
  public final List<String> suppressed = new CopyOnWriteArrayList<>();
  public final List<Integer> watched = new CopyOnWriteArrayList<>();
  public final AtomicInteger commits = new AtomicInteger();
  public final AtomicInteger bypassed = new AtomicInteger();

  /** Counted down when a relayed exchange has begun. */
  public final CountDownLatch relaying = new CountDownLatch(1);

  /** Code and subject of each. */
  public final List<String> concerns = new CopyOnWriteArrayList<>();

  public volatile boolean mayTake = true;

  /** {@code transport.own-way=take-over}. */
  public volatile boolean takesOwnWays;

  public volatile CompletableFuture<Reply> relayed;
  public volatile Duration relayTimeout;

  private final int claimedPort;
  private final Function<ScriptedTaker, Takeover> script;

  private ScriptedTaker(int claimedPort, Function<ScriptedTaker, Takeover> script) {
    this.claimedPort = claimedPort;
    this.script = script;
    Interception.install(this);
  }

  /** Claims this port of the loopback interface. */
  public static ScriptedTaker on(int port, Function<ScriptedTaker, Takeover> script) {
    return new ScriptedTaker(port, script);
  }

  public static Function<ScriptedTaker, Takeover> pass() {
    return taker -> Takeover.Pass.PASS;
  }

  /** Lets the original run, and remembers how it ended. */
  public static Function<ScriptedTaker, Takeover> watch() {
    return taker -> (Takeover.Watched) taker.watched::add;
  }

  public static Function<ScriptedTaker, Takeover> accept(Reply reply) {
    return accept(() -> reply, () -> true);
  }

  public static Function<ScriptedTaker, Takeover> accept(
      Supplier<Reply> reply, Supplier<Boolean> commit) {
    return taker ->
        new Takeover.Accepted() {
          @Override
          public Reply reply() {
            return reply.get();
          }

          @Override
          public boolean commit() {
            taker.commits.incrementAndGet();
            return commit.get();
          }
        };
  }

  /** Relays to a future that the test completes, if it is not complete already. */
  public static Function<ScriptedTaker, Takeover> relay(CompletableFuture<Reply> exchange) {
    return taker ->
        new Takeover.Relayed() {
          @Override
          public Reply exchange(Duration timeout) {
            throw new AssertionError("blocking exchanges cannot be cancelled");
          }

          @Override
          public CompletableFuture<Reply> exchangeAsync(Duration timeout) {
            taker.relayTimeout = timeout;
            taker.relayed = exchange;
            taker.relaying.countDown();
            return exchange;
          }
        };
  }

  public static Function<ScriptedTaker, Takeover> fail(RuntimeException fault) {
    return taker -> {
      throw fault;
    };
  }

  @Override
  public boolean claims(String scheme, String host, int port, String rawPath) {
    return "127.0.0.1".equals(host) && port == claimedPort;
  }

  @Override
  public Origin origin() {
    return Origin.UNKNOWN;
  }

  @Override
  public boolean mayTake(CapturedRequest request) {
    return mayTake;
  }

  @Override
  public Takeover take(CapturedRequest request, Origin origin) {
    requests.add(request);
    return script.apply(this);
  }

  @Override
  public void bypassed() {
    bypassed.incrementAndGet();
  }

  @Override
  public boolean leaves(String client, OwnWay way) {
    if (!takesOwnWays) {
      bypassed();
    }
    return !takesOwnWays;
  }

  @Override
  public void concern(String code, String subject, String sentence) {
    concerns.add(code + ' ' + subject);
  }

  @Override
  public int maxBodyBytes() {
    return MAX_BODY_BYTES;
  }

  @Override
  public void suppressed(String place, Throwable fault) {
    suppressed.add(place + ": " + fault);
  }

  @Override
  public void close() {
    Interception.install(null);
  }
}
