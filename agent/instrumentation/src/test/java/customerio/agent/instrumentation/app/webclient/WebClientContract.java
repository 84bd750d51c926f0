package customerio.agent.instrumentation.app.webclient;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.instrumentation.testing.LoopbackStub;
import customerio.agent.instrumentation.testing.ScriptedCalls;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * What holds for every supported version, part by part. Run by {@link WebClientVersionsTest}, in
 * its loaders. Sealed, so that it finds all parts there, and none can be forgotten.
 */
abstract sealed class WebClientContract extends ScriptedCalls
    permits BodyContract,
        OriginalCallContract,
        RelayContract,
        SubscriptionContract,
        TakenCallContract {
  static final Reply QUEUED =
      new Reply(
          200,
          Headers.of("Content-Type", "application/json", "X-Customerio-Agent", "queued; id=1"),
          "{}".getBytes(StandardCharsets.UTF_8));
  static final String FROM_SERVER = "{\"from\":\"server\"}";

  HttpClient netty = HttpClient.create();

  WebClientContract() {
    super(LoopbackStub.json(200, FROM_SERVER));
  }

  WebClient client() {
    return WebClient.builder().clientConnector(new ReactorClientHttpConnector(netty)).build();
  }

  WebClient.RequestBodySpec request(HttpMethod method) {
    return client()
        .method(method)
        .uri(URI.create(server.url(PATH)))
        .header("Authorization", "Basic c2l0ZTpr")
        .contentType(MediaType.APPLICATION_JSON);
  }

  WebClient.RequestHeadersSpec<?> put() {
    return request(HttpMethod.PUT).bodyValue(BODY);
  }

  static Mono<String> body(WebClient.RequestHeadersSpec<?> request) {
    return request.retrieve().bodyToMono(String.class);
  }

  static Flux<DataBuffer> pieces(String text, int length) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Flux.range(0, (bytes.length + length - 1) / length)
        .map(
            piece ->
                DefaultDataBufferFactory.sharedInstance.wrap(
                    Arrays.copyOfRange(
                        bytes, piece * length, Math.min(bytes.length, (piece + 1) * length))));
  }
}
