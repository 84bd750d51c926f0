package customerio.agent.management.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {

  @Test
  void head_isRead() {
    assertThat(parse("GET /health?strict=true&probe HTTP/1.1\r\nhOsT: localhost:80\r\nA:b"))
        .isEqualTo(new Request("GET", "/health", "strict=true&probe", "localhost"));
    assertThat(parse("HEAD / HTTP/1.0")).isEqualTo(new Request("HEAD", "/", "", null));
  }

  @ParameterizedTest
  @CsvSource({"a:1,a", "a,a", "[::1]:80,[::1]", "[::1],[::1]"})
  void port_isNoPartOfTheHost(String header, String host) {
    assertThat(parse("GET / HTTP/1.1\r\nHost: " + header).host()).isEqualTo(host);
  }

  @Test
  void parameter_isAskedForByItsNameOrTrue() {
    Request request = parse("GET /?a&b=true&c=false HTTP/1.0");

    assertThat(request.asksFor("a")).isTrue();
    assertThat(request.asksFor("b")).isTrue();
    assertThat(request.asksFor("c")).isFalse();
    assertThat(request.asksFor("")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GET / HTTP/1.1",
        "GET / HTTP/2",
        "GET /",
        "GET http://localhost/ HTTP/1.1\r\nHost: localhost",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b",
        "GET / HTTP/1.1\r\nHost: a\r\nno header",
        "GET  / HTTP/1.1\r\nHost: a"
      })
  void anythingElse_isNoRequest(String head) {
    assertThat(parse(head)).isNull();
  }

  @Property
  void whateverComes_isARequestOrNone(@ForAll byte[] bytes) {
    Request request = Request.parse(bytes, bytes.length);

    assertThat(request == null || request.path().startsWith("/")).isTrue();
  }

  private static Request parse(String head) {
    byte[] bytes = head.getBytes(StandardCharsets.ISO_8859_1);
    return Request.parse(bytes, bytes.length);
  }
}
