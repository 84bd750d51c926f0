package customerio.tests.soak.app;

import io.netty.handler.codec.http.HttpMethod;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;

public final class ReactorNettySpeaker extends HttpSpeaker {
  private final ReactorResources resources = new ReactorResources();
  private final HttpClient client = resources.client();

  public ReactorNettySpeaker(String base) {
    super(base);
  }

  @Override
  String send(String method, String url, String json) {
    return client
        .headers(headers -> headers.set("Authorization", AUTHORIZATION).set("Content-Type", JSON))
        .request(HttpMethod.valueOf(method))
        .uri(url)
        .send(ByteBufMono.fromString(Mono.just(json)))
        .responseSingle(
            (response, content) ->
                content
                    .asString()
                    .defaultIfEmpty("")
                    .map(body -> response.responseHeaders().get(SIGN, "")))
        .block();
  }

  @Override
  public void close() {
    resources.close();
  }
}
