package customerio.tests.differential.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.LogManager;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.Loggers;

/** Spring's WebClient, with a filter and an operator that take notes. */
abstract class WebClientCaller implements Caller {
  private static final String KEY = "context";

  static {
    // Reactor and its clients log what they throw; that is not what is compared here.
    Loggers.useJdkLoggers();
    LogManager.getLogManager().reset();
  }

  private final Notes notes = new Notes();
  private final Underway underway = new Underway();
  private volatile String answeredOn;

  abstract ClientHttpConnector connector(int readTimeoutMillis);

  WebClient client(int readTimeoutMillis) {
    return WebClient.builder()
        .clientConnector(connector(readTimeoutMillis))
        .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(-1))
        .filter(
            (request, next) -> {
              notes.add("filter before");
              return next.exchange(request)
                  .doOnNext(response -> notes.add("filter after " + response.statusCode().value()));
            })
        .build();
  }

  @Override
  public Way way() {
    return Way.REACTIVE;
  }

  @Override
  public String switchName() {
    return "webclient";
  }

  @Override
  public Seen send(Ask ask) throws Exception {
    underway.expect();
    CompletableFuture<Seen> answer = answer(ask).toFuture();
    underway.begun(answer);
    try {
      return Waiting.on(answer);
    } catch (CancellationException e) {
      throw new CancellationException();
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw e;
    }
  }

  Mono<Seen> answer(Ask ask) {
    WebClient.RequestBodySpec request =
        client(ask.readTimeoutMillis())
            .method(HttpMethod.valueOf(ask.method()))
            .uri(URI.create(ask.url()));
    ask.headers().forEach(request::header);
    if (ask.body() != null) {
      write(request, ask);
    }
    return withContext(request.exchangeToMono(WebClientCaller::seen));
  }

  final Mono<Seen> withContext(Mono<Seen> answer) {
    return answer
        .flatMap(
            seen ->
                Mono.deferContextual(
                    context -> {
                      notes.add("context " + context.getOrDefault(KEY, "lost"));
                      answeredOn = Thread.currentThread().getName();
                      return Mono.just(seen);
                    }))
        .contextWrite(context -> context.put(KEY, "kept"));
  }

  private static void write(WebClient.RequestBodySpec request, Ask ask) {
    switch (ask.framing()) {
      case BUFFERED -> request.bodyValue(ask.body());
      case ONE_SHOT ->
          request
              .contentLength(ask.body().length)
              .body(BodyInserters.fromDataBuffers(once(ask.body())));
      case CHUNKED -> request.body(BodyInserters.fromDataBuffers(pieces(ask.body())));
    }
  }

  private static Flux<DataBuffer> once(byte[] bytes) {
    AtomicBoolean read = new AtomicBoolean();
    return Flux.defer(
        () ->
            read.getAndSet(true)
                ? Flux.error(new IllegalStateException("read twice"))
                : pieces(bytes));
  }

  private static Flux<DataBuffer> pieces(byte[] bytes) {
    return Flux.range(0, (bytes.length + 9_999) / 10_000)
        .map(
            piece ->
                DefaultDataBufferFactory.sharedInstance.wrap(
                    Arrays.copyOfRange(
                        bytes, piece * 10_000, Math.min(bytes.length, (piece + 1) * 10_000))));
  }

  private static Mono<Seen> seen(ClientResponse response) {
    return response
        .toEntity(byte[].class)
        .map(
            entity -> {
              byte[] body = entity.getBody();
              return new Seen(
                  entity.getStatusCode().value(),
                  SpringHeaders.of(entity.getHeaders()),
                  body == null ? null : new String(body, StandardCharsets.UTF_8));
            });
  }

  /** On which thread operators run. */
  String operatorsRanOn() {
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

  @Override
  public List<String> notes() {
    return notes.taken();
  }
}
