package customerio.tests.differential.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.LogManager;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.util.Loggers;

/** Reactor Netty's own client; also takes down what it says of the URL. */
public final class ReactorNettyCaller implements Caller {

  static {
    // it warns of each timeout
    Loggers.useJdkLoggers();
    LogManager.getLogManager().reset();
  }

  private final Notes notes = new Notes();
  private volatile CountDownLatch sent = new CountDownLatch(1);
  private final HttpClient client;
  private final Underway underway = new Underway();

  public ReactorNettyCaller() {
    this(HttpClient.create());
  }

  public ReactorNettyCaller(HttpClient client) {
    this.client =
        client
            .followRedirect(true)
            .doOnRequest((request, connection) -> notes.add("asks " + request.resourceUrl()))
            .doAfterRequest(
                (request, connection) -> {
                  notes.add("has sent " + request.path());
                  sent.countDown();
                })
            .doOnResponse(
                (response, connection) -> notes.add("hears of " + response.resourceUrl()));
  }

  @Override
  public String title() {
    return "Reactor Netty";
  }

  @Override
  public Way way() {
    return Way.REACTIVE;
  }

  @Override
  public String switchName() {
    return "reactor-netty";
  }

  @Override
  public Seen send(Ask ask) throws Exception {
    HttpClient chosen = client.headers(headers -> ask.headers().forEach(headers::set));
    if (ask.readTimeoutMillis() > 0) {
      chosen = chosen.responseTimeout(Duration.ofMillis(ask.readTimeoutMillis()));
    }
    if (ask.framing() == Ask.Framing.ONE_SHOT) {
      chosen = chosen.headers(headers -> headers.set("Content-Length", ask.body().length));
    }
    HttpClient.RequestSender sender =
        chosen.request(HttpMethod.valueOf(ask.method())).uri(ask.url());
    HttpClient.ResponseReceiver<?> receiver = ask.body() == null ? sender : sender.send(body(ask));
    sent = new CountDownLatch(1);
    underway.expect();
    CompletableFuture<Seen> call =
        receiver
            .responseSingle(
                (response, content) ->
                    content.asString().defaultIfEmpty("").map(text -> seen(response, text)))
            .toFuture();
    underway.begun(call);
    return Waiting.on(call);
  }

  private static Publisher<ByteBuf> body(Ask ask) {
    return switch (ask.framing()) {
      case BUFFERED -> Mono.fromSupplier(() -> Unpooled.wrappedBuffer(ask.body()));
      case ONE_SHOT -> once(Flux.just(Unpooled.wrappedBuffer(ask.body())));
      case CHUNKED ->
          Flux.defer(() -> Flux.just(Unpooled.wrappedBuffer(ask.body()), Unpooled.EMPTY_BUFFER));
    };
  }

  private static Flux<ByteBuf> once(Flux<ByteBuf> body) {
    AtomicBoolean read = new AtomicBoolean();
    return Flux.defer(
        () ->
            read.compareAndSet(false, true)
                ? body
                : Flux.error(new IllegalStateException("read twice")));
  }

  private static Seen seen(HttpClientResponse response, String body) {
    return new Seen(response.status().code(), HeaderLines.of(response.responseHeaders()), body);
  }

  @Override
  public boolean canCancel() {
    return true;
  }

  /** The server may have the request before it is noted here that it was sent. */
  @Override
  public void cancel() {
    try {
      sent.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    underway.cancel();
  }

  @Override
  public List<String> notes() {
    return notes.taken();
  }
}
