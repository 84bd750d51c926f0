package customerio.tests.soak.app;

import java.net.URI;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

public final class WebClientSpeaker extends HttpSpeaker {
  private final ReactorResources resources = new ReactorResources();
  private final WebClient client =
      WebClient.builder()
          .clientConnector(new ReactorClientHttpConnector(resources.client()))
          .build();

  public WebClientSpeaker(String base) {
    super(base);
  }

  @Override
  String send(String method, String url, String json) {
    return client
        .method(HttpMethod.valueOf(method))
        .uri(URI.create(url))
        .header("Authorization", AUTHORIZATION)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(json)
        .retrieve()
        .toEntity(String.class)
        .block()
        .getHeaders()
        .getFirst(SIGN);
  }

  @Override
  public void close() {
    resources.close();
  }
}
