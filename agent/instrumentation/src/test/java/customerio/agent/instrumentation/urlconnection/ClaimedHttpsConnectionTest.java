package customerio.agent.instrumentation.urlconnection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.lang.reflect.Method;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;

class ClaimedHttpsConnectionTest {
  /** Nothing listens there. */
  private static final int PORT = 1;

  private static final Reply OK =
      new Reply(200, Headers.of("Content-Type", "application/json"), new byte[] {'{', '}'});

  private final URL url = url();

  private static URL url() {
    try {
      return new URI("https://127.0.0.1:" + PORT + "/api/v1/customers/1").toURL();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void accepted_withoutAnyHandshake() throws Exception {
    try (ScriptedTaker taker = ScriptedTaker.on(PORT, ScriptedTaker.accept(OK))) {
      HttpsURLConnection connection = (HttpsURLConnection) Connections.open(url);
      connection.setRequestMethod("PUT");
      connection.setDoOutput(true);
      connection.getOutputStream().write('x');

      assertThat(connection.getResponseCode()).isEqualTo(200);
      assertThat(connection.getResponseMessage()).isEqualTo("OK");
      assertThat(connection.getContentType()).isEqualTo("application/json");
      assertThat(connection.getInputStream().readAllBytes()).isEqualTo(OK.body());
      assertThat(taker.requests.get(0).scheme()).isEqualTo("https");
      assertThat(taker.requests.get(0).port()).isEqualTo(PORT);
    }
  }

  @Test
  void noHandshake_noCertificates() throws Exception {
    try (ScriptedTaker taker = ScriptedTaker.on(PORT, ScriptedTaker.accept(OK))) {
      HttpsURLConnection connection = (HttpsURLConnection) Connections.open(url);
      connection.getResponseCode();

      for (Probe probe :
          List.<Probe>of(
              connection::getServerCertificates,
              connection::getLocalCertificates,
              connection::getCipherSuite,
              connection::getPeerPrincipal,
              connection::getLocalPrincipal,
              connection::getSSLSession)) {
        assertThatThrownBy(probe::call)
            .isExactlyInstanceOf(IllegalStateException.class)
            .hasMessage("connection not yet open");
      }
      assertThat(taker.suppressed).isEmpty();
    }
  }

  @Test
  void tlsSettings_reachTheOriginal() throws Exception {
    try (ScriptedTaker taker = ScriptedTaker.on(PORT, ScriptedTaker.pass())) {
      HttpsURLConnection connection = (HttpsURLConnection) Connections.open(url);
      SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
      HostnameVerifier verifier = (host, session) -> true;
      connection.setSSLSocketFactory(factory);
      connection.setHostnameVerifier(verifier);

      assertThat(connection.getSSLSocketFactory()).isSameAs(factory);
      assertThat(connection.getHostnameVerifier()).isSameAs(verifier);
      assertThat(taker.requests).isEmpty();
    }
  }

  /** A method that a JDK adds, or that we forgot, would silently speak of an unused connection. */
  @Test
  void everyMethod_isForwarded() {
    Set<String> own = signatures(Stream.of(ClaimedHttpsConnection.class));
    Set<String> inherited =
        signatures(
            Stream.of(HttpsURLConnection.class, HttpURLConnection.class, URLConnection.class));
    inherited.removeAll(own);

    assertThat(inherited)
        .as("computed by the superclasses from what is forwarded, or about a class")
        .containsExactlyInAnyOrder(
            "getContent[]",
            "getContent[class [Ljava.lang.Class;]",
            "getContentEncoding[]",
            "getContentLength[]",
            "getContentLengthLong[]",
            "getContentType[]",
            "getDate[]",
            "getDefaultUseCaches[]",
            "getExpiration[]",
            "getHeaderFieldDate[class java.lang.String, long]",
            "getHeaderFieldInt[class java.lang.String, int]",
            "getHeaderFieldLong[class java.lang.String, long]",
            "getLastModified[]",
            "getPermission[]",
            "setDefaultUseCaches[boolean]");
  }

  /**
   * Jersey's way to send PATCH: it sets the field {@code method} of what stands under this name.
   */
  @Test
  void connectionBehind_isFoundByItsUsualName() throws Exception {
    assertThat(ClaimedHttpsConnection.class.getDeclaredField("delegate").getType())
        .isAssignableTo(HttpURLConnection.class);
    assertThat(ClaimedHttpConnection.class.getDeclaredField("delegate").getType())
        .isAssignableTo(HttpURLConnection.class);
  }

  private static Set<String> signatures(Stream<Class<?>> types) {
    return types
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(method -> java.lang.reflect.Modifier.isPublic(method.getModifiers()))
        .filter(method -> !java.lang.reflect.Modifier.isStatic(method.getModifiers()))
        .filter(method -> !method.isSynthetic())
        .map(ClaimedHttpsConnectionTest::signature)
        .collect(Collectors.toSet());
  }

  private static String signature(Method method) {
    return method.getName() + Arrays.toString(method.getParameterTypes());
  }

  private interface Probe {
    Object call() throws Exception;
  }
}
