package customerio.agent.instrumentation.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Headers;
import java.net.Authenticator;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;

class RequestCaptureTest {
  private static final String AGENT = "Java-http-client/" + System.getProperty("java.version");
  private static final byte[] NOTHING = {};

  private final HttpClient plain = HttpClient.newHttpClient();

  @Test
  void request_isAsOnTheWire() throws Exception {
    byte[] body = {1, 2, 3};
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("HTTPS://Track.customer.io/api/v1/customers/a%40b.c/events?x=%20&y"))
            .header("B", "2")
            .header("A", "1")
            .header("A", "3")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();

    CapturedRequest captured = RequestCapture.capture(plain, request, body);

    assertThat(captured)
        .isEqualTo(
            new CapturedRequest(
                "POST",
                "https",
                "Track.customer.io",
                443,
                "/api/v1/customers/a%40b.c/events",
                "x=%20&y",
                Headers.of("A", "1", "A", "3", "B", "2", "User-Agent", AGENT),
                body));
  }

  @Test
  void pathAndPort_haveDefaults() throws Exception {
    CapturedRequest captured = capture(plain, "http://localhost");

    assertThat(captured.target()).isEqualTo("/");
    assertThat(captured.port()).isEqualTo(80);
    assertThat(capture(plain, "http://localhost:8080/").port()).isEqualTo(8080);
  }

  @Test
  void ownUserAgent_stays() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost")).header("user-agent", "shop").build();

    assertThat(RequestCapture.capture(plain, request, NOTHING).headers())
        .isEqualTo(Headers.of("user-agent", "shop"));
  }

  @Test
  void authenticator_isAskedBeforeThereIsA401() throws Exception {
    HttpClient client = HttpClient.newBuilder().authenticator(new SiteAndKey()).build();

    assertThat(capture(client, "https://track.customer.io/").headers().first("Authorization"))
        .isEqualTo("Basic c2l0ZTprZXk=");
  }

  @Test
  void authenticator_isNotAsked_whenTheRequestHasCredentials() throws Exception {
    HttpClient client = HttpClient.newBuilder().authenticator(new SiteAndKey()).build();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost"))
            .header("Authorization", "Bearer own")
            .build();

    assertThat(RequestCapture.capture(client, request, NOTHING).headers())
        .isEqualTo(Headers.of("Authorization", "Bearer own", "User-Agent", AGENT));
  }

  @Test
  void cookies_areSent() throws Exception {
    CookieManager cookies = new CookieManager();
    HttpCookie cookie = new HttpCookie("a", "b");
    cookie.setVersion(0);
    cookie.setPath("/");
    cookies.getCookieStore().add(URI.create("http://track.customer.io/"), cookie);
    HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build();

    assertThat(capture(client, "http://track.customer.io/").headers().first("Cookie"))
        .isEqualTo("a=b");
  }

  private static CapturedRequest capture(HttpClient client, String uri) throws Exception {
    return RequestCapture.capture(client, HttpRequest.newBuilder(URI.create(uri)).build(), NOTHING);
  }

  private static final class SiteAndKey extends Authenticator {
    @Override
    protected PasswordAuthentication getPasswordAuthentication() {
      boolean asExpected =
          getRequestorType() == RequestorType.SERVER
              && getRequestingHost().equals("track.customer.io")
              && getRequestingScheme().equals("Basic");
      return asExpected ? new PasswordAuthentication("site", "key".toCharArray()) : null;
    }
  }
}
