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

@Timeout(60)
class SystemTlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir Path directory;

  @Test
  void contextThatTheApplicationInstalls_isUsedFromThenOn() throws Exception {
    SSLContext before = SSLContext.getDefault();
    SSLContext own = ownContext();
    try (SSLServerSocket server =
            (SSLServerSocket)
                own.getServerSocketFactory()
                    .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        HttpTransport transport = new HttpTransport(TransportSettings.DEFAULTS, SendScope.NONE)) {
      serve(server);
      TransportRequest request =
          new TransportRequest(
              "GET",
              URI.create("https://localhost:" + server.getLocalPort()),
              "/",
              Headers.NONE,
              new byte[0],
              Duration.ofSeconds(30),
              true);

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

  /** Holds a certificate for localhost, and trusts it. */
  private SSLContext ownContext() throws Exception {
    Path file = directory.resolve("keys.p12");
    List<String> command =
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
            "own",
            "-dname",
            "CN=localhost",
            "-ext",
            "SAN=dns:localhost");
    int exit = new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    assertThat(exit).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("own", keys.getCertificate("own"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
