package customerio.agent.transport;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

// against hanging only: each key is made by a JVM of its own, which a busy machine keeps waiting
@Timeout(300)
class SystemTlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir Path directory;

  @Test
  void F27_contextThatTheApplicationInstalls_isUsedFromThenOn() throws Exception {
    SSLContext before = SSLContext.getDefault();
    SSLContext own = ownContext("-ext", "SAN=dns:localhost");
    try (SSLServerSocket server =
            (SSLServerSocket)
                own.getServerSocketFactory()
                    .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        HttpTransport transport = new HttpTransport(TransportSettings.DEFAULTS, SendScope.NONE)) {
      serve(server);
      TransportRequest request = get(server);
      TransportException untrusted =
          Assertions.catchThrowableOfType(
              TransportException.class, () -> transport.send(request, new Cancellation()));
      assertThat(untrusted.nothingSent()).isTrue();
      SSLContext.setDefault(own);
      Reply reply = transport.send(request, new Cancellation());
      assertThat(reply.status()).isEqualTo(204);
    } finally {
      SSLContext.setDefault(before);
    }
  }

  /** Trusted, but of yesterday; and trusted, but of another host. Neither gets a byte of a call. */
  @ParameterizedTest
  @CsvSource({"-2d, 1, localhost", "-1d, 9, elsewhere.test"})
  void F27_certificateThatDoesNotHold_isNothingSent_andNeverAccepted(
      String from, String days, String host) throws Exception {
    SSLContext before = SSLContext.getDefault();
    SSLContext own = ownContext("-startdate", from, "-validity", days, "-ext", "SAN=dns:" + host);
    try (SSLServerSocket server =
            (SSLServerSocket)
                own.getServerSocketFactory()
                    .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        HttpTransport transport = new HttpTransport(TransportSettings.DEFAULTS, SendScope.NONE)) {
      serve(server);
      SSLContext.setDefault(own);
      TransportRequest request = get(server);
      for (int attempt = 0; attempt < 3; attempt++) {
        TransportException refused =
            Assertions.catchThrowableOfType(
                TransportException.class, () -> transport.send(request, new Cancellation()));
        assertThat(refused).hasMessageStartingWith("no TLS connection with localhost");
        assertThat(refused.nothingSent()).isTrue();
      }
    } finally {
      SSLContext.setDefault(before);
    }
  }

  private static TransportRequest get(SSLServerSocket server) {
    return new TransportRequest(
        "GET",
        URI.create("https://localhost:" + server.getLocalPort()),
        "/",
        Headers.NONE,
        new byte[0],
        Duration.ofSeconds(30),
        true,
        false);
  }

  private static void serve(SSLServerSocket server) {
    Thread thread =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try (SSLSocket socket = (SSLSocket) server.accept();
                    OutputStream out = socket.getOutputStream()) {
                  if (socket.getInputStream().read() >= 0) {
                    out.write("HTTP/1.1 204 No\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                  }
                } catch (IOException clientIsGone) {
                  // the one that does not trust us
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  /** Holds a certificate with this from an authority of its own, and trusts that. */
  private SSLContext ownContext(String... certificate) throws Exception {
    Path file = directory.resolve("keys.p12");
    generate(file, "authority", "-ext", "bc:c");
    List<String> signed = new ArrayList<>(List.of("-signer", "authority"));
    signed.addAll(List.of(certificate));
    generate(file, "own", signed.toArray(String[]::new));
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("authority", keys.getCertificate("authority"));
    keys.deleteEntry("authority");
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static void generate(Path file, String alias, String... more) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keyalg",
                "EC",
                "-alias",
                alias,
                "-dname",
                "CN=" + alias));
    command.addAll(List.of(more));
    assertThat(new ProcessBuilder(command).redirectErrorStream(true).start().waitFor()).isZero();
  }
}
