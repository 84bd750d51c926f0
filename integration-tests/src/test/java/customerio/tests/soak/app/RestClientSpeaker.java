package customerio.tests.soak.app;

import java.net.URI;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Spring's RestClient on {@code HttpURLConnection}. */
public final class RestClientSpeaker extends HttpSpeaker {
  private final RestClient client =
      RestClient.builder().requestFactory(new SimpleClientHttpRequestFactory()).build();

  public RestClientSpeaker(String base) {
    super(base);
  }

  @Override
  String send(String method, String url, String json) {
    return client
        .method(HttpMethod.valueOf(method))
        .uri(URI.create(url))
        .header("Authorization", AUTHORIZATION)
        .contentType(MediaType.APPLICATION_JSON)
        .body(json)
        .retrieve()
        .toEntity(String.class)
        .getHeaders()
        .getFirst(SIGN);
  }
}
