package customerio.tests.soak.app;

import feign.Feign;
import feign.Headers;
import feign.Param;
import feign.RequestLine;
import feign.Response;
import java.io.IOException;
import java.net.URI;
import java.util.Collection;

/** Feign on its default client, which is {@code HttpURLConnection}. */
public final class FeignSpeaker extends HttpSpeaker {
  private final Api api;

  @Headers({"Content-Type: application/json", "Authorization: {credential}"})
  interface Api {
    @RequestLine("PUT")
    Response put(URI url, @Param("credential") String credential, String json);

    @RequestLine("POST")
    Response post(URI url, @Param("credential") String credential, String json);
  }

  public FeignSpeaker(String base) {
    super(base);
    api = Feign.builder().target(Api.class, base);
  }

  @Override
  String send(String method, String url, String json) throws IOException {
    URI to = URI.create(url);
    try (Response response =
        method.equals("PUT")
            ? api.put(to, AUTHORIZATION, json)
            : api.post(to, AUTHORIZATION, json)) {
      response.body().asInputStream().readAllBytes();
      return response.headers().entrySet().stream()
          .filter(header -> header.getKey().equalsIgnoreCase(SIGN))
          .map(header -> header.getValue())
          .flatMap(Collection::stream)
          .findFirst()
          .orElse(null);
    }
  }
}
