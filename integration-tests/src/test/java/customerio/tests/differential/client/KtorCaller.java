package customerio.tests.differential.client;

import io.ktor.client.HttpClient;
import io.ktor.client.HttpClientJvmKt;
import io.ktor.client.plugins.HttpTimeoutConfig;
import io.ktor.client.plugins.HttpTimeoutKt;
import io.ktor.client.request.HttpRequestBuilder;
import io.ktor.client.request.HttpRequestKt;
import io.ktor.client.statement.HttpResponse;
import io.ktor.client.statement.HttpResponseKt;
import io.ktor.client.statement.HttpStatement;
import io.ktor.client.statement.ReadersKt;
import io.ktor.http.HttpMethod;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlin.jvm.functions.Function1;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.GlobalScope;
import kotlinx.coroutines.future.FutureKt;

/** Ktor's client, with the engine that is on the class path; each call is a coroutine. */
abstract class KtorCaller implements Caller {
  /** Its engines give up after ten seconds or fifteen, of which a busy machine may use more. */
  private static final long PATIENCE_MILLIS = 60_000;

  private final Underway underway = new Underway();
  private HttpClient client;
  private volatile String answeredOn;

  /** The clock of the engine itself: from packet to packet. */
  void limit(HttpTimeoutConfig timeouts, long millis) {
    timeouts.setSocketTimeoutMillis(millis);
  }

  HttpClient client(Ask ask) {
    return client();
  }

  private synchronized HttpClient client() {
    if (client == null) {
      client = client(timeouts -> timeouts.setSocketTimeoutMillis(PATIENCE_MILLIS));
    }
    return client;
  }

  static HttpClient client(Consumer<HttpTimeoutConfig> limits) {
    return HttpClientJvmKt.HttpClient(
        config -> {
          config.install(HttpTimeoutKt.getHttpTimeout(), set(limits));
          return Unit.INSTANCE;
        });
  }

  private static Function1<HttpTimeoutConfig, Unit> set(Consumer<HttpTimeoutConfig> limits) {
    return timeouts -> {
      limits.accept(timeouts);
      return Unit.INSTANCE;
    };
  }

  @Override
  public Way way() {
    return Way.ASYNC;
  }

  @Override
  public Seen send(Ask ask) throws Exception {
    HttpResponse response = await(next -> statement(ask).execute(next), this::noteThread);
    return seen(response, text(response));
  }

  @Override
  public Seen sendExpectingContinue(Ask ask) throws Exception {
    return send(ask.header("Expect", "100-continue"));
  }

  @Override
  public Seen sendAndReadTwice(Ask ask) throws Exception {
    HttpResponse response = await(next -> statement(ask).execute(next));
    return seen(response, text(response) + '|' + text(response));
  }

  @Override
  public Seen sendAndCloseEarly(Ask ask) throws Exception {
    AtomicReference<HttpResponse> response = new AtomicReference<>();
    byte[] beginning =
        await(
            next ->
                statement(ask)
                    .<byte[]>execute(
                        (answer, then) -> {
                          response.set(answer);
                          return ReadersKt.readBytes(answer, BEGINNING, then);
                        },
                        next));
    return seen(response.get(), new String(beginning, StandardCharsets.UTF_8));
  }

  private HttpStatement statement(Ask ask) {
    HttpRequestBuilder request = new HttpRequestBuilder();
    request.setMethod(HttpMethod.Companion.parse(ask.method()));
    HttpRequestKt.url(request, ask.url());
    ask.headers().forEach(request.getHeaders()::append);
    if (ask.body() != null) {
      switch (ask.framing()) {
        case BUFFERED -> request.setBody(ask.body());
        case ONE_SHOT -> {
          request.getHeaders().append("Content-Length", String.valueOf(ask.body().length));
          request.setBody(new ByteArrayInputStream(ask.body()));
        }
        case CHUNKED -> request.setBody(new ByteArrayInputStream(ask.body()));
      }
    }
    if (ask.readTimeoutMillis() > 0) {
      HttpTimeoutKt.timeout(request, set(timeouts -> limit(timeouts, ask.readTimeoutMillis())));
    }
    return new HttpStatement(request, client(ask));
  }

  private String text(HttpResponse response) throws Exception {
    return await(next -> HttpResponseKt.bodyAsText(response, StandardCharsets.UTF_8, next));
  }

  private static Seen seen(HttpResponse response, String body) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    response.getHeaders().entries().forEach(it -> headers.put(it.getKey(), it.getValue()));
    return new Seen(response.getStatus().getValue(), headers, body);
  }

  /** What a suspending function is to Java. */
  private interface Suspending<T> {
    Object call(Continuation<? super T> next);
  }

  private <T> T await(Suspending<T> function) throws Exception {
    return await(function, () -> {});
  }

  private <T> T await(Suspending<T> function, Runnable whenDone) throws Exception {
    underway.expect();
    CompletableFuture<T> call =
        FutureKt.future(
            GlobalScope.INSTANCE,
            EmptyCoroutineContext.INSTANCE,
            CoroutineStart.DEFAULT,
            (scope, next) -> function.call(next));
    underway.begun(call);
    CompletableFuture<T> noted = call.whenComplete((value, failure) -> whenDone.run());
    Waiting.begins();
    try {
      return noted.get();
    } catch (CancellationException e) {
      throw new CancellationException();
    } catch (ExecutionException e) {
      throw unwrapped(e.getCause()) instanceof Exception failure ? failure : e;
    }
  }

  /**
   * Ktor's channels wrap what has closed them in none to four exceptions that say the same, by
   * chance: of 300 answers cut in their middle, without the agent, 257 came in one and 43 in none
   * (Apache5 of 3.5.2), or 267 in four and 33 in two (OkHttp of 3.0.0).
   */
  private static Throwable unwrapped(Throwable failure) {
    Throwable told = failure;
    while (told.getCause() != null
        && Objects.equals(told.getMessage(), told.getCause().getMessage())) {
      told = told.getCause();
    }
    return told;
  }

  private void noteThread() {
    answeredOn = Thread.currentThread().getName();
  }

  @Override
  public String answeredOn() {
    return answeredOn;
  }

  @Override
  public boolean canCancel() {
    return true;
  }

  @Override
  public void cancel() {
    underway.cancel();
  }
}
