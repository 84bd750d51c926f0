package customerio.agent.instrumentation.app.webclient;

import customerio.agent.capture.Header;
import customerio.agent.capture.Reply;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseCookie;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Flux;

/** A reply as WebClient gets it from a connector. Its body is on the heap: nothing to release. */
final class TakenResponse implements ClientHttpResponse {
  private final HttpStatusCode status;
  private final HttpHeaders headers;
  private final MultiValueMap<String, ResponseCookie> cookies;
  private final byte[] body;

  private TakenResponse(
      HttpStatusCode status,
      HttpHeaders headers,
      MultiValueMap<String, ResponseCookie> cookies,
      byte[] body) {
    this.status = status;
    this.headers = headers;
    this.cookies = cookies;
    this.body = body;
  }

  static TakenResponse of(Reply reply, NativeClient client) {
    HttpHeaders headers = new HttpHeaders();
    List<String> setCookies = new ArrayList<>();
    for (Header line : reply.headers()) {
      headers.add(line.name(), line.value());
      if (line.name().equalsIgnoreCase(HttpHeaders.SET_COOKIE)) {
        setCookies.add(line.value());
      }
    }
    return new TakenResponse(
        HttpStatusCode.valueOf(reply.status()),
        HttpHeaders.readOnlyHttpHeaders(headers),
        client.cookies(setCookies),
        reply.body());
  }

  @Override
  public HttpStatusCode getStatusCode() {
    return status;
  }

  @Override
  public HttpHeaders getHeaders() {
    return headers;
  }

  @Override
  public MultiValueMap<String, ResponseCookie> getCookies() {
    return cookies;
  }

  @Override
  public Flux<DataBuffer> getBody() {
    return body.length == 0
        ? Flux.empty()
        : Flux.defer(() -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body)));
  }
}
