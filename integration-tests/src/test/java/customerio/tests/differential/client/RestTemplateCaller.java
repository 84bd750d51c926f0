package customerio.tests.differential.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.RequestEntity;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.HttpStatusCodeException;
import org.springframework.web.client.RestTemplate;

/** Spring's RestTemplate on its simple request factory, which uses {@code HttpURLConnection}. */
public final class RestTemplateCaller implements Caller {

  @Override
  public Seen send(Ask ask) {
    SimpleClientHttpRequestFactory factory = new SimpleClientHttpRequestFactory();
    factory.setReadTimeout(ask.readTimeoutMillis());
    RestTemplate template = new RestTemplate(factory);
    HttpHeaders headers = new HttpHeaders();
    ask.headers().forEach(headers::set);
    RequestEntity<byte[]> request =
        new RequestEntity<>(
            ask.body(), headers, HttpMethod.valueOf(ask.method()), URI.create(ask.url()));
    try {
      ResponseEntity<byte[]> answer = template.exchange(request, byte[].class);
      return seen(answer.getStatusCode().value(), answer.getHeaders(), answer.getBody());
    } catch (HttpStatusCodeException e) {
      return seen(
          e.getStatusCode().value(), e.getResponseHeaders(), e.getResponseBodyAsByteArray());
    }
  }

  private static Seen seen(int status, HttpHeaders headers, byte[] body) {
    java.util.Map<String, java.util.List<String>> fields = new java.util.TreeMap<>();
    headers.forEach(fields::put);
    return new Seen(status, fields, body == null ? null : new String(body, StandardCharsets.UTF_8));
  }
}
