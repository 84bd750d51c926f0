package customerio.agent.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SeamTest {
  private static final Reply ANSWER = new Reply(200, Headers.NONE, new byte[0]);

  private final FakeEngine engine = new FakeEngine();

  @AfterEach
  void uninstall() {
    Interception.install(null);
  }

  @Test
  void withoutEngine_thereIsNoTaker() {
    assertThat(Seam.of("none").taker()).isNull();
  }

  @Test
  void anotherEngine_isAskedFromThenOn() {
    Seam seam = Seam.of("moving");
    Interception.install(engine);
    assertThat(seam.taker().maxBodyBytes()).isEqualTo(1);
    Interception.install(new FakeEngine(2));
    assertThat(seam.taker().maxBodyBytes()).isEqualTo(2);
    Interception.install(null);
    assertThat(seam.taker()).isNull();
  }

  @Test
  void eachClaimedCall_isCountedOnce_underItsClient() throws Exception {
    Interception.install(engine);
    CallTaker taker = Seam.of("counted").taker();

    assertThat(taker.claims("http", "track", 1, "/")).isTrue();
    engine.next = accepted(true);
    ((Takeover.Accepted) taker.take(null, Origin.UNKNOWN)).commit();
    engine.next = accepted(false);
    ((Takeover.Accepted) taker.take(null, Origin.UNKNOWN)).commit();
    engine.next = new Relay(CompletableFuture.completedFuture(ANSWER));
    ((Takeover.Relayed) taker.take(null, Origin.UNKNOWN)).exchange(null);
    ((Takeover.Relayed) taker.take(null, Origin.UNKNOWN)).exchangeAsync(null);
    engine.next = Takeover.Pass.PASS;
    taker.take(null, Origin.UNKNOWN);
    taker.bypassed();

    assertThat(of("counted")).isEqualTo(new Seam.Counts("counted", true, false, 1, 2, 3, 0));
    assertThat(engine.bypassed).isEqualTo(1);
  }

  @Test
  void relayedCall_isCountedByItsEnd_beforeItsClientSeesIt() {
    Interception.install(engine);
    CallTaker taker = Seam.of("ending").taker();
    List<CompletableFuture<Reply>> exchanges = new ArrayList<>();
    List<Seam.Counts> seen = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      exchanges.add(new CompletableFuture<>());
      engine.next = new Relay(exchanges.get(i));
      CompletableFuture<Reply> front =
          ((Takeover.Relayed) taker.take(null, Origin.UNKNOWN)).exchangeAsync(null);
      front.whenComplete((reply, failure) -> seen.add(of("ending")));
    }
    assertThat(of("ending")).isEqualTo(new Seam.Counts("ending", true, false, 0, 0, 0, 0));

    exchanges.get(0).complete(ANSWER);
    exchanges.get(1).completeExceptionally(new NothingSentException("", null));
    exchanges.get(2).completeExceptionally(new SocketTimeoutException());
    exchanges.get(3).cancel(true);

    assertThat(seen)
        .containsExactly(
            new Seam.Counts("ending", true, false, 0, 1, 0, 0),
            new Seam.Counts("ending", true, false, 0, 1, 1, 0),
            new Seam.Counts("ending", true, false, 0, 2, 1, 0),
            new Seam.Counts("ending", true, false, 0, 3, 1, 0));
  }

  @Test
  void relayedCallOfWhichNothingWasSent_isLeftToItsClient() {
    Interception.install(engine);
    CallTaker taker = Seam.of("unsent").taker();
    long before = Seam.passedThrough();
    engine.next = new Relay(CompletableFuture.failedFuture(new NothingSentException("none", null)));

    assertThatThrownBy(() -> ((Takeover.Relayed) taker.take(null, Origin.UNKNOWN)).exchange(null))
        .isInstanceOf(NothingSentException.class);

    assertThat(of("unsent")).isEqualTo(new Seam.Counts("unsent", true, false, 0, 0, 1, 0));
    assertThat(Seam.passedThrough()).isEqualTo(before + 1);
  }

  @Test
  void cancelledByItsClient_theExchangeIsAborted() {
    Interception.install(engine);
    CompletableFuture<Reply> exchange = new CompletableFuture<>();
    engine.next = new Relay(exchange);

    ((Takeover.Relayed) Seam.of("cancelling").taker().take(null, Origin.UNKNOWN))
        .exchangeAsync(null)
        .cancel(true);

    assertThat(exchange).isCancelled();
    assertThat(of("cancelling")).isEqualTo(new Seam.Counts("cancelling", true, false, 0, 1, 0, 0));
  }

  @Test
  void costOfACall_isToldWhenItsWayIsDecided_andOfNoneThatWaitsForCustomerio() throws Exception {
    long[] now = {0};
    CallTaker taker = new CountedTaker(engine, Seam.of("costly"), () -> now[0] += 1_000);

    engine.next = accepted(true);
    ((Takeover.Accepted) taker.take(null, Origin.UNKNOWN)).commit();
    engine.next = accepted(false);
    Takeover.Accepted refused = (Takeover.Accepted) taker.take(null, Origin.UNKNOWN);
    now[0] += 500;
    refused.commit();
    engine.next = new Relay(CompletableFuture.completedFuture(ANSWER));
    ((Takeover.Relayed) taker.take(null, Origin.UNKNOWN)).exchange(null);
    engine.next = Takeover.Pass.PASS;
    taker.take(null, Origin.UNKNOWN);

    assertThat(engine.costs)
        .containsExactly("costly true 1000", "costly false 1500", "costly false 1000");
  }

  @Test
  void whoeverIsToldOfTheCost_changesNothing() {
    engine.next = accepted(true);
    engine.fault = new StackOverflowError();
    CallTaker taker = new CountedTaker(engine, Seam.of("broken"), () -> 0);

    assertThat(((Takeover.Accepted) taker.take(null, Origin.UNKNOWN)).commit()).isTrue();
  }

  /** A default method that is not handed on would answer in the engine's place. */
  @Test
  void everyQuestion_reachesTheEngine() {
    assertThat(CountedTaker.class.getDeclaredMethods())
        .extracting(Method::getName)
        .containsAll(Stream.of(CallTaker.class.getMethods()).map(Method::getName).toList());
  }

  @Test
  void aMismatch_isCountedAndSaid() {
    Interception.install(engine);
    Seam seam = Seam.of("odd");
    seam.woven();
    seam.enabled(true);

    seam.mismatch("odd-9.jar", "it has no odd.Client.send()");

    assertThat(of("odd")).isEqualTo(new Seam.Counts("odd", true, true, 0, 0, 0, 1));
    assertThat(engine.sentences)
        .containsExactly(
            "the odd client in odd-9.jar is not one that this version knows (it has no"
                + " odd.Client.send()): its calls go out by themselves; client.odd.enabled=false"
                + " leaves it alone without this line");
  }

  @Test
  void whatMakesNoCalls_isNoClient_andMissesNone() {
    Interception.install(engine);
    Seam seam = Seam.of("telling");
    seam.makesNoCalls();
    seam.mismatch("odd-9.jar", "it has no odd.Sdk.tell()");

    assertThat(Seam.counts()).extracting(Seam.Counts::client).doesNotContain("telling");
    assertThat(engine.sentences).isEmpty();
    assertThat(engine.noticed)
        .containsExactly(
            "the telling in odd-9.jar is not one that this version knows (it has no"
                + " odd.Sdk.tell()): it is told of no deliveries; client.telling.enabled=false"
                + " leaves it alone without this line");
  }

  private static Seam.Counts of(String client) {
    return Seam.counts().stream()
        .filter(counts -> counts.client().equals(client))
        .findFirst()
        .orElseThrow();
  }

  private static Takeover.Accepted accepted(boolean committed) {
    return new Takeover.Accepted() {
      @Override
      public Reply reply() {
        return null;
      }

      @Override
      public boolean commit() {
        return committed;
      }
    };
  }

  private record Relay(CompletableFuture<Reply> end) implements Takeover.Relayed {
    @Override
    public Reply exchange(Duration timeout) throws IOException {
      try {
        return end.get();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      } catch (ExecutionException e) {
        throw (IOException) e.getCause();
      }
    }

    @Override
    public CompletableFuture<Reply> exchangeAsync(Duration timeout) {
      return end;
    }
  }

  private static final class FakeEngine implements CallTaker {
    private final int maxBodyBytes;
    private final List<String> sentences = new ArrayList<>();
    private final List<String> noticed = new ArrayList<>();
    private final List<String> costs = new ArrayList<>();
    private Takeover next;
    private Error fault;
    private int bypassed;

    FakeEngine() {
      this(1);
    }

    FakeEngine(int maxBodyBytes) {
      this.maxBodyBytes = maxBodyBytes;
    }

    @Override
    public boolean claims(String scheme, String host, int port, String rawPath) {
      return true;
    }

    @Override
    public Origin origin() {
      return Origin.UNKNOWN;
    }

    @Override
    public Takeover take(CapturedRequest request, Origin origin) {
      return next;
    }

    @Override
    public void bypassed() {
      bypassed++;
    }

    @Override
    public void intercepted(String client, boolean answered, long nanos) {
      if (fault != null) {
        throw fault;
      }
      costs.add(client + ' ' + answered + ' ' + nanos);
    }

    @Override
    public int maxBodyBytes() {
      return maxBodyBytes;
    }

    @Override
    public void suppressed(String place, Throwable fault) {}

    @Override
    public void noticed(String sentence) {
      noticed.add(sentence);
    }

    @Override
    public void leftAlone(String sentence) {
      sentences.add(sentence);
    }
  }
}
