package customerio.tests.differential.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.RequestEntity;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.HttpStatusCodeException;
import org.springframework.web.client.RestTemplate;

/** Spring's RestTemplate, by what has been the same from Spring 5.3 to 7. */
abstract class RestTemplateCaller implements Caller {

  abstract ClientHttpRequestFactory factory(int readTimeoutMillis)
      throws ReflectiveOperationException;

  @Override
  public Seen send(Ask ask) throws ReflectiveOperationException {
    RestTemplate template = new RestTemplate(factory(ask.readTimeoutMillis()));
    RequestEntity.BodyBuilder request =
        RequestEntity.method(HttpMethod.valueOf(ask.method()), URI.create(ask.url()));
    ask.headers().forEach(request::header);
    try {
      ResponseEntity<byte[]> answer =
          template.exchange(
              ask.body() == null ? request.build() : request.body(ask.body()), byte[].class);
      return seen(status(answer), answer.getHeaders(), answer.getBody());
    } catch (HttpStatusCodeException e) {
      return seen(status(e), e.getResponseHeaders(), e.getResponseBodyAsByteArray());
    }
  }

  /** A status has another type in Spring 5, and shows its number in either. */
  private static int status(Object answer) throws ReflectiveOperationException {
    String status = answer.getClass().getMethod("getStatusCode").invoke(answer).toString();
    return Integer.parseInt(status.split(" ")[0]);
  }

  private static Seen seen(int status, HttpHeaders headers, byte[] body) {
    return new Seen(
        status,
        SpringHeaders.of(headers),
        body == null ? null : new String(body, StandardCharsets.UTF_8));
  }
}
