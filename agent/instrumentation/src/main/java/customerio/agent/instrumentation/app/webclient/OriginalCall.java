package customerio.agent.instrumentation.app.webclient;

import customerio.agent.capture.OwnTraffic;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;
import reactor.core.publisher.Mono;

/** {@code connect} as the application has called it. */
record OriginalCall(
    ClientHttpConnector connector,
    HttpMethod method,
    URI uri,
    Function<? super ClientHttpRequest, Mono<Void>> callback) {

  /** As if nobody had been there; the client below is free to take it over. */
  Mono<ClientHttpResponse> fromTheBeginning() {
    return connect(callback);
  }

  /**
   * With what the callback has written already. The engine knows of this call.
   *
   * <p>The client below may write a request again, after a redirect or when a connection turns out
   * to be gone. What cannot be written twice is then asked of the application, as ever.
   */
  Mono<ClientHttpResponse> with(CapturingRequest request) {
    AtomicBoolean written = new AtomicBoolean();
    return new UnseenBelow<>(
        connect(
            other ->
                written.getAndSet(true) && !request.body().isRepeatable()
                    ? callback.apply(other)
                    : request.copyTo(other)));
  }

  private Mono<ClientHttpResponse> connect(Function<? super ClientHttpRequest, Mono<Void>> writer) {
    try {
      return OwnTraffic.call(() -> connector.connect(method, uri, writer));
    } catch (Exception e) {
      return Mono.error(e);
    }
  }
}
