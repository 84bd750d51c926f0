package customerio.agent.instrumentation.app.webclient;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** When calls happen, and on which threads the application hears of them. */
public final class SubscriptionContract extends WebClientContract {
  @Test
  public void beforeSubscription_nothingHappens() {
    script(ScriptedTaker.accept(QUEUED));
    Mono<String> call = body(put());

    assertThat(taker.requests).isEmpty();
    assertThat(call.block()).isEqualTo("{}");
    assertThat(taker.commits).hasValue(1);
  }

  @Test
  public void eachSubscription_isACall() {
    script(ScriptedTaker.accept(QUEUED));
    Mono<String> call = body(put());
    call.block();
    call.block();

    assertThat(taker.commits).hasValue(2);
  }

  @Test
  public void retried_isAskedWithTheSameBytes() {
    AtomicInteger tries = new AtomicInteger();
    script(
        taker ->
            tries.incrementAndGet() == 1
                ? ScriptedTaker.relay(
                        java.util.concurrent.CompletableFuture.failedFuture(
                            new java.io.IOException("reset")))
                    .apply(taker)
                : ScriptedTaker.accept(QUEUED).apply(taker));

    assertThat(body(put()).retry(1).block()).isEqualTo("{}");
    assertThat(taker.requests).hasSize(2);
    assertThat(taker.requests.get(1).body()).isEqualTo(taker.requests.get(0).body());
    assertThat(server.received).isEmpty();
  }

  @Test
  public void operators_runWhereReactorNettyRunsThem() {
    script(ScriptedTaker.accept(QUEUED));
    Mono<String> thread =
        put()
            .exchangeToMono(
                response ->
                    Mono.just(
                        Thread.currentThread().getName().replaceAll("[0-9]+", "")
                            + Schedulers.isInNonBlockingThread()));
    String taken = thread.block();
    taker.close();

    assertThat(taken).isEqualTo(thread.block());
    assertThat(server.received).hasSize(1);
  }

  @Test
  public void onAnEventLoop_staysThere() {
    script(ScriptedTaker.accept(QUEUED));
    Mono<String> twice =
        put()
            .exchangeToMono(response -> Mono.just(Thread.currentThread().getName()))
            .flatMap(
                first ->
                    put()
                        .exchangeToMono(
                            response ->
                                Mono.just(
                                    first.equals(Thread.currentThread().getName())
                                        ? "same"
                                        : "other")));

    assertThat(twice.block()).isEqualTo("same");
  }

  @Test
  public void context_isThereInOperatorsAndBodies() {
    script(ScriptedTaker.accept(QUEUED));
    Mono<String> body = Mono.deferContextual(context -> Mono.just(context.get("key")));
    String seen =
        body(request(HttpMethod.PUT).body(body, String.class))
            .flatMap(
                answer -> Mono.deferContextual(context -> Mono.just(context.<String>get("key"))))
            .contextWrite(context -> context.put("key", "kept"))
            .block();

    assertThat(seen).isEqualTo("kept");
    assertThat(taker.requests.get(0).body()).asString().isEqualTo("kept");
  }

  @Test
  public void bodyOfAnotherThread_isTaken() {
    script(ScriptedTaker.accept(QUEUED));
    Mono<String> slow = Mono.delay(Duration.ofMillis(1)).map(tick -> BODY);

    assertThat(body(request(HttpMethod.PUT).body(slow, String.class)).block()).isEqualTo("{}");
    assertThat(taker.requests.get(0).body()).asString().isEqualTo(BODY);
  }
}
