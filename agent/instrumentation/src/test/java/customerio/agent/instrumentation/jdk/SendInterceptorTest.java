package customerio.agent.instrumentation.jdk;

import static customerio.agent.instrumentation.jdk.Interceptions.future;
import static customerio.agent.instrumentation.jdk.Interceptions.intercept;
import static customerio.agent.instrumentation.jdk.Interceptions.original;
import static customerio.agent.instrumentation.jdk.Interceptions.request;
import static customerio.agent.instrumentation.jdk.Interceptions.send;
import static customerio.agent.instrumentation.jdk.Interceptions.sendAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.instrumentation.weaving.Outcome;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendInterceptorTest {
  private final HttpClient client = HttpClient.newHttpClient();

  /** Whoever reads this body has touched what is not ours. */
  private final BodyPublisher untouchable =
      BodyPublishers.fromPublisher(
          subscriber -> {
            throw new AssertionError("subscribed");
          });

  @Test
  void foreignCall_isNotTouched() {
    Outcome outcome =
        send(
            ScriptedTaker.accepting().claimingNothing(),
            client,
            request(untouchable).build(),
            BodyHandlers.ofString());

    assertThat(outcome).isEqualTo(Outcome.ORIGINAL);
  }

  @Test
  void missingArguments_areTheOriginalsToComplainAbout() {
    ScriptedTaker taker = ScriptedTaker.accepting();

    assertThat(send(taker, client, null, BodyHandlers.ofString())).isEqualTo(Outcome.ORIGINAL);
    assertThat(send(taker, client, request(), null)).isEqualTo(Outcome.ORIGINAL);
    assertThat(taker.events).isEmpty();
  }

  @Test
  void bodyKnownToBeTooLong_isNotTouched() {
    HttpRequest request = request(BodyPublishers.fromPublisher(untouchable, 1_001)).build();
    ScriptedTaker taker = ScriptedTaker.accepting();

    assertThat(send(taker, client, request, BodyHandlers.ofString())).isEqualTo(Outcome.ORIGINAL);
    assertThat(taker.events).containsExactly("bypassed");
  }

  @Test
  void accepted_isAnsweredBeforeSendWaits() {
    ScriptedTaker taker = ScriptedTaker.accepting();
    HttpRequest request = request();

    HttpResponse<String> response =
        SendInterceptorTest.<String>answered(send(taker, client, request, BodyHandlers.ofString()));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"ok\":true}");
    assertThat(response.headers().map())
        .isEqualTo(
            java.util.Map.of(
                "content-type", List.of("application/json"),
                "x-customerio-agent", List.of("queued")));
    assertThat(response.request()).isSameAs(request);
    assertThat(response.uri()).isEqualTo(request.uri());
    assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    assertThat(response.previousResponse()).isEmpty();
    assertThat(response.sslSession()).isEmpty();
    assertThat(taker.events).containsExactly("origin", "take", "commit");
  }

  @Test
  void replyWithoutBody_isEmpty() {
    ScriptedTaker taker = ScriptedTaker.accepting(new Reply(204, Headers.NONE, new byte[0]));

    HttpResponse<String> response =
        SendInterceptorTest.<String>answered(
            send(taker, client, request(), BodyHandlers.ofString()));

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void asynchronous_runsHandlerOnTheClientsExecutor_andCallbacksElsewhere() {
    ScriptedTaker taker = ScriptedTaker.accepting();
    HeldExecutor executor = new HeldExecutor();
    CompletableFuture<Thread> handling = new CompletableFuture<>();
    BodyHandler<String> handler =
        info -> {
          handling.complete(Thread.currentThread());
          return BodyHandlers.ofString().apply(info);
        };

    CompletableFuture<HttpResponse<String>> response =
        sendAsync(taker, client, request(), handler, executor);
    CompletableFuture<Thread> callback = response.thenApply(any -> Thread.currentThread());

    assertThat(taker.events).containsExactly("origin");
    executor.runAll();
    // First: whoever joins the response may run its callbacks.
    assertThat(callback.join()).isNotSameAs(Thread.currentThread());
    assertThat(handling.join()).isSameAs(Thread.currentThread());
    assertThat(response.join().body()).isEqualTo("{\"ok\":true}");
  }

  @Test
  void executorThatRefuses_isTheOriginalsToComplainAbout() {
    Executor refusing =
        task -> {
          throw new RejectedExecutionException();
        };

    assertThat(
            intercept(
                ScriptedTaker.accepting(), client, request(), BodyHandlers.ofString(), refusing))
        .isEqualTo(Outcome.ORIGINAL);
  }

  /** Whatever it throws, nobody is to wait for this call when the client is closed. */
  @Test
  void executorThatFails_leavesNoCallUnderWay() throws Exception {
    Executor failing =
        task -> {
          throw new IllegalStateException("closed");
        };

    assertThat(
            intercept(
                ScriptedTaker.accepting(), client, request(), BodyHandlers.ofString(), failing))
        .isEqualTo(Outcome.ORIGINAL);
    assertThat(CallsUnderWay.await(client, Duration.ZERO)).isTrue();
  }

  @Test
  void throwingHandler_fails_rawAndAfterTheCommit_asIfTheRequestHadBeenSent() {
    ScriptedTaker taker = ScriptedTaker.accepting();
    IllegalStateException thrown = new IllegalStateException("of the application");
    BodyHandler<String> handler =
        info -> {
          taker.events.add("handler");
          throw thrown;
        };

    CompletableFuture<HttpResponse<String>> response =
        future(send(taker, client, request(), handler));

    assertThatThrownBy(response::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isSameAs(thrown);
    assertThat(taker.events).containsExactly("origin", "take", "commit", "handler");
    assertThat(taker.faults).isEmpty();
  }

  @Test
  void subscriberThatNeverCompletes_doesNotUndoTheCommit() {
    ScriptedTaker taker = ScriptedTaker.accepting();
    BodyHandler<String> handler =
        info ->
            HttpResponse.BodySubscribers.fromSubscriber(
                new SilentSubscriber(), silent -> "unreached");

    CompletableFuture<HttpResponse<String>> response =
        future(send(taker, client, request(), handler));

    assertThat(response).isNotDone();
    assertThat(taker.events).containsExactly("origin", "take", "commit");
  }

  @Test
  void fullQueue_runsTheOriginal_andTheHandlerHasSeenNothing() {
    ScriptedTaker taker = ScriptedTaker.accepting().withFullQueue();
    BodyHandler<String> handler =
        info -> {
          throw new AssertionError("called");
        };

    HttpRequest original = original(send(taker, client, request(), handler));

    assertThat(original).isEqualTo(request());
    assertThat(Bodies.of(original)).isEqualTo("{\"plan\":\"pro\"}");
  }

  @Test
  void passed_runsTheOriginal_withABodyThatCanBeReadAgain() {
    HttpRequest once = request(Bodies.once("{\"plan\":\"pro\"}")).build();

    HttpRequest original =
        original(send(ScriptedTaker.passing(), client, once, BodyHandlers.ofString()));

    assertThat(Bodies.of(original)).isEqualTo("{\"plan\":\"pro\"}");
    assertThat(original.bodyPublisher().get().contentLength()).isEqualTo(-1);
    assertThat(original.headers()).isEqualTo(once.headers());
    assertThat(original.uri()).isEqualTo(once.uri());
  }

  @Test
  void faultOfOurs_runsTheOriginal_andIsCounted() {
    IllegalStateException fault = new IllegalStateException("bug");
    ScriptedTaker taker = ScriptedTaker.faulty(fault);

    HttpRequest original =
        original(send(taker, client, request(Bodies.once("{}")).build(), BodyHandlers.ofString()));

    assertThat(Bodies.of(original)).isEqualTo("{}");
    assertThat(taker.faults).containsExactly(fault);
  }

  @Test
  void brokenBody_fails_rawAndUntaken() {
    ScriptedTaker taker = ScriptedTaker.accepting();
    IOException broken = new IOException("disk");

    CompletableFuture<HttpResponse<String>> response =
        future(
            send(taker, client, request(Bodies.failing(broken)).build(), BodyHandlers.ofString()));

    assertThatThrownBy(response::get).cause().isSameAs(broken);
    assertThat(taker.events).containsExactly("origin");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 9})
  void bodyOfAnotherLengthThanItSaid_isTheOriginalsToComplainAbout(long said) {
    ScriptedTaker taker = ScriptedTaker.accepting();
    HttpRequest lying = request(BodyPublishers.fromPublisher(Bodies.once("four"), said)).build();

    HttpRequest original = original(send(taker, client, lying, BodyHandlers.ofString()));

    assertThat(original.bodyPublisher().get().contentLength()).isEqualTo(said);
    assertThat(Bodies.of(original)).isEqualTo("four");
    assertThat(taker.taken).isEmpty();
  }

  @Test
  void callbacks_getTheCauseWrapped_asFromTheJdk() {
    CompletableFuture<Throwable> seen = new CompletableFuture<>();
    IOException broken = new IOException("disk");

    Interceptions.<String>future(
            send(
                ScriptedTaker.accepting(),
                client,
                request(Bodies.failing(broken)).build(),
                BodyHandlers.ofString()))
        .whenComplete((response, failure) -> seen.complete(failure));

    assertThat(seen.join()).isInstanceOf(CompletionException.class).cause().isSameAs(broken);
  }

  private static <T> HttpResponse<T> answered(Outcome outcome) {
    CompletableFuture<HttpResponse<T>> future = future(outcome);
    assertThat(future).isDone();
    return future.join();
  }
}
