package customerio.agent.instrumentation.urlconnection;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.HttpURLConnection;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the engine is offered, and what its answer looks like. */
class ClaimedRequestTest extends ClaimedConnectionFixture {
  @Test
  void accepted_nothingIsSent() throws Exception {
    HttpURLConnection connection = open(ScriptedTaker.accept(QUEUED));
    put(connection, BODY);

    assertThat(read(connection)).isEqualTo("{}");
    assertThat(connection.getHeaderField("X-Customerio-Agent")).isEqualTo("queued; id=1");
    assertThat(taker.commits).hasValue(1);
    assertThat(server.received).isEmpty();
  }

  @Test
  void captured_asItWouldGoOnTheWire() throws Exception {
    HttpURLConnection connection = open(ScriptedTaker.accept(QUEUED));
    connection.setRequestProperty("Host", "ignored.example");
    put(connection, BODY);
    connection.getResponseCode();

    CapturedRequest request = taker.requests.get(0);
    assertThat(request.method()).isEqualTo("PUT");
    assertThat(request.scheme()).isEqualTo("http");
    assertThat(request.host()).isEqualTo("127.0.0.1");
    assertThat(request.port()).isEqualTo(server.port());
    assertThat(request.target()).isEqualTo("/api/v1/customers/a%40b?x=1%202");
    assertThat(request.body()).asString(StandardCharsets.UTF_8).isEqualTo(BODY);
    assertThat(request.headers())
        .isEqualTo(
            Headers.of(
                "Content-Type",
                "application/json",
                "Authorization",
                "Basic c2l0ZTprZXk=",
                "User-Agent",
                "Java/" + System.getProperty("java.version"),
                "Host",
                "127.0.0.1:" + server.port(),
                "Accept",
                "*/*",
                "Content-Length",
                String.valueOf(BODY.length())));
  }

  @Test
  void formContentType_isTheDefaultOfPost() throws Exception {
    HttpURLConnection connection = open(ScriptedTaker.accept(QUEUED));
    write(connection, BODY);
    connection.getResponseCode();

    assertThat(taker.requests.get(0).method()).isEqualTo("POST");
    assertThat(taker.requests.get(0).headers().first("Content-Type"))
        .isEqualTo("application/x-www-form-urlencoded");
  }

  @Test
  void cookies_goThroughTheApplicationsJar() throws Exception {
    CookieManager jar = new CookieManager();
    URI place = server.at("/").toURI();
    jar.put(place, java.util.Map.of("Set-Cookie", List.of("a=1; Path=/")));
    CookieHandler before = CookieHandler.getDefault();
    CookieHandler.setDefault(jar);
    try {
      HttpURLConnection connection =
          open(
              ScriptedTaker.relay(
                  CompletableFuture.completedFuture(
                      new Reply(
                          200,
                          Headers.of("Set-Cookie", "b=2; Path=/; HttpOnly"),
                          new byte[] {'x'}))));
      connection.setRequestProperty("Cookie", "own=3");

      assertThat(connection.getHeaderField("Set-Cookie")).isEmpty();
      assertThat(taker.requests.get(0).headers().first("Cookie")).isEqualTo("a=1;own=3");
      assertThat(jar.getCookieStore().get(place)).extracting("name").containsExactly("a", "b");
    } finally {
      CookieHandler.setDefault(before);
    }
  }

  @Test
  void authenticator_isAskedAtOnce() throws Exception {
    HttpURLConnection connection = open(ScriptedTaker.accept(QUEUED));
    connection.setAuthenticator(
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication("site", "key".toCharArray());
          }
        });
    connection.getResponseCode();

    assertThat(taker.requests.get(0).headers().first("Authorization"))
        .isEqualTo("Basic c2l0ZTprZXk=");
  }
}
