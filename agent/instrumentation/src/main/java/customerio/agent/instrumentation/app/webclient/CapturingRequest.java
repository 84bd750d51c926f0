package customerio.agent.instrumentation.app.webclient;

import java.net.URI;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.AbstractClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpRequest;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A request that the application writes to memory. */
final class CapturingRequest extends AbstractClientHttpRequest {
  private final HttpMethod method;
  private final URI uri;
  private final int limit;
  private final Sinks.One<RequestBody> uncapturable = Sinks.one();
  private volatile RequestBody body;
  private volatile boolean nativeRequestNeeded;

  CapturingRequest(HttpMethod method, URI uri, int limit) {
    this.method = method;
    this.uri = uri;
    this.limit = limit;
  }

  @Override
  public HttpMethod getMethod() {
    return method;
  }

  @Override
  public URI getURI() {
    return uri;
  }

  @Override
  public DataBufferFactory bufferFactory() {
    return DefaultDataBufferFactory.sharedInstance;
  }

  @Override
  public <T> T getNativeRequest() {
    nativeRequestNeeded = true;
    throw new NativeRequestNeeded();
  }

  /** Whether the application has asked for what is not here. */
  boolean isNativeRequestNeeded() {
    return nativeRequestNeeded;
  }

  @Override
  public Mono<Void> writeWith(Publisher<? extends DataBuffer> content) {
    return doCommit(
        () ->
            getHeaders().getContentLength() > limit
                ? handOn(new RequestBody.Unread(content))
                : collect(content));
  }

  private Mono<Void> collect(Publisher<? extends DataBuffer> content) {
    return new Mono<>() {
      @Override
      public void subscribe(CoreSubscriber<? super Void> writer) {
        content.subscribe(
            new BodyCollector(
                limit, content instanceof Mono, CapturingRequest.this::collected, writer));
      }
    };
  }

  private void collected(RequestBody result) {
    body = result;
    if (result instanceof RequestBody.Endless) {
      uncapturable.tryEmitValue(result);
    }
  }

  @Override
  public Mono<Void> writeAndFlushWith(
      Publisher<? extends Publisher<? extends DataBuffer>> content) {
    return doCommit(() -> handOn(new RequestBody.Streamed(content)));
  }

  /** The body is not read here; who writes it waits as long as the call itself is under way. */
  private Mono<Void> handOn(RequestBody unread) {
    return Mono.defer(
        () -> {
          body = unread;
          uncapturable.tryEmitValue(unread);
          return Mono.never();
        });
  }

  @Override
  public Mono<Void> setComplete() {
    return doCommit(
        () -> {
          body = RequestBody.NONE;
          return Mono.empty();
        });
  }

  /** Nothing was written, or read from anywhere; all can begin again. */
  boolean isUntouched() {
    return body == null;
  }

  RequestBody body() {
    return body;
  }

  /** Tells of a body that has to go out in the client below; else of nothing, ever. */
  Mono<RequestBody> uncapturable() {
    return uncapturable.asMono();
  }

  /** Makes another request the same as this one. */
  Mono<Void> copyTo(ClientHttpRequest other) {
    getHeaders().forEach((name, values) -> other.getHeaders().addAll(name, values));
    other.getCookies().addAll(getCookies());
    RequestAttributes.copy(this, other);
    return body.writeTo(other);
  }

  @Override
  protected void applyHeaders() {}

  @Override
  protected void applyCookies() {}
}
