package customerio.tests.differential.client;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.RestClient;

/** Spring's RestClient. */
abstract class RestClientCaller implements Caller {

  abstract ClientHttpRequestFactory factory(int readTimeoutMillis);

  @Override
  public Seen send(Ask ask) {
    return exchange(
        ask,
        response ->
            new Seen(
                response.getStatusCode().value(),
                headers(response),
                new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8)));
  }

  @Override
  public Seen sendAndReadTwice(Ask ask) {
    return exchange(
        ask,
        response ->
            Streams.readTwice(
                response.getStatusCode().value(), headers(response), response::getBody));
  }

  @Override
  public Seen sendAndCloseEarly(Ask ask) {
    return exchange(
        ask,
        response ->
            Streams.closeEarly(
                response.getStatusCode().value(), headers(response), response.getBody()));
  }

  interface Reading {
    Seen read(ClientHttpResponse response) throws IOException;
  }

  private Seen exchange(Ask ask, Reading reading) {
    RestClient.RequestBodySpec request =
        RestClient.builder()
            .requestFactory(factory(ask.readTimeoutMillis()))
            .build()
            .method(HttpMethod.valueOf(ask.method()))
            .uri(URI.create(ask.url()));
    ask.headers().forEach(request::header);
    if (ask.body() != null) {
      write(request, ask);
    }
    return request.exchange((sent, response) -> reading.read(response));
  }

  private static void write(RestClient.RequestBodySpec request, Ask ask) {
    switch (ask.framing()) {
      case BUFFERED -> request.body(ask.body());
      case ONE_SHOT -> request.contentLength(ask.body().length).body(out -> out.write(ask.body()));
      case CHUNKED -> request.body(out -> out.write(ask.body()));
    }
  }

  private static Map<String, List<String>> headers(ClientHttpResponse response) {
    return SpringHeaders.of(response.getHeaders());
  }
}
