package customerio.agent.instrumentation.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmTlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir static Path directory;

  private static KeyStore keys;

  private final SSLContext before = system();

  @BeforeAll
  static void generate() throws Exception {
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
            "CN=own");
    assertThat(new ProcessBuilder(command).redirectErrorStream(true).start().waitFor()).isZero();
    keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
  }

  @AfterEach
  void restore() {
    SSLContext.setDefault(before);
  }

  /** A trust manager of the application's is asked, and may itself wait for another call. */
  @Test
  void comparison_holdsNoLockThatAnotherOneNeeds() {
    Object one = new Object();
    Object other = new Object();

    assertThat(
            JvmTls.isSame(
                one,
                system ->
                    CompletableFuture.supplyAsync(() -> JvmTls.isSame(other, same -> true))
                        .orTimeout(20, TimeUnit.SECONDS) // a hanging build would say less
                        .join()))
        .isTrue();
  }

  @Test
  void whatIsTheJvmsOwn_isTheSame() {
    assertThat(JvmTls.isSame(HttpsURLConnection.getDefaultSSLSocketFactory())).isTrue();
    assertThat(JvmTls.isSame(before.getSocketFactory())).isTrue();
    assertThat(isSame(HttpClient.newHttpClient())).isTrue();
  }

  /** So OkHttp makes its own, and many an application. */
  @Test
  void contextThatTrustsWhatTheJvmTrusts_isTheSame() throws Exception {
    assertThat(JvmTls.isSame(context(null, trust(null)).getSocketFactory())).isTrue();
    assertThat(JvmTls.isSame(context(null, null).getSocketFactory())).isTrue();
  }

  @Test
  void privateAuthority_isAnotherWay_untilTheJvmTrustsIt() throws Exception {
    SSLSocketFactory own = context(null, trust(authority())).getSocketFactory();
    assertThat(JvmTls.isSame(own)).isFalse();

    SSLContext.setDefault(context(null, trust(authority())));

    assertThat(JvmTls.isSame(own)).isTrue();
    assertThat(JvmTls.isSame(before.getSocketFactory())).isFalse();
  }

  @Test
  void clientCertificate_isAnotherWay_untilTheJvmShowsIt() throws Exception {
    SSLSocketFactory own = context(key(), trust(null)).getSocketFactory();
    assertThat(JvmTls.isSame(own)).isFalse();

    SSLContext.setDefault(context(key(), trust(null)));

    assertThat(JvmTls.isSame(own)).isTrue();
    assertThat(JvmTls.isSame(before.getSocketFactory())).as("asked for none").isTrue();
  }

  @Test
  void trustManagerOfTheApplication_isAnotherWay() throws Exception {
    X509TrustManager everybody =
        new X509TrustManager() {
          @Override
          public void checkClientTrusted(X509Certificate[] chain, String type) {}

          @Override
          public void checkServerTrusted(X509Certificate[] chain, String type) {}

          @Override
          public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
          }
        };
    SSLContext own = context(null, new TrustManager[] {everybody});
    assertThat(JvmTls.isSame(own.getSocketFactory())).isFalse();
    assertThat(isSame(HttpClient.newBuilder().sslContext(own).build())).isFalse();

    SSLContext.setDefault(own);

    assertThat(JvmTls.isSame(own.getSocketFactory())).as("the very same").isTrue();
    assertThat(isSame(HttpClient.newBuilder().sslContext(own).build())).isTrue();
  }

  @Test
  void parametersOfTheClient_areAnotherWay() {
    SSLParameters onlyNew = before.getDefaultSSLParameters();
    onlyNew.setProtocols(new String[] {"TLSv1.3"});
    SSLParameters fewCiphers = before.getDefaultSSLParameters();
    fewCiphers.setCipherSuites(new String[] {"TLS_AES_256_GCM_SHA384"});
    SSLParameters asTheyAre = before.getDefaultSSLParameters();

    assertThat(isSame(HttpClient.newBuilder().sslParameters(onlyNew).build())).isFalse();
    assertThat(isSame(HttpClient.newBuilder().sslParameters(fewCiphers).build())).isFalse();
    assertThat(isSame(HttpClient.newBuilder().sslParameters(asTheyAre).build())).isTrue();
  }

  @Test
  void factoryOfAnotherKind_isAnotherWay() {
    assertThat(JvmTls.isSame(new ForeignFactory())).isFalse();
    assertThat(JvmTls.isSame((SSLSocketFactory) null)).isFalse();
  }

  @Test
  void verifierOfTheApplication_isNotStrict() {
    assertThat(JvmTls.isStrict(HttpsURLConnection.getDefaultHostnameVerifier())).isTrue();
    assertThat(JvmTls.isStrict((host, session) -> true)).isFalse();
    assertThat(JvmTls.isStrict(null)).isFalse();
  }

  private static boolean isSame(HttpClient client) {
    return JvmTls.isSame(
        client,
        system -> TlsParameters.areSame(client.sslContext(), client.sslParameters(), system));
  }

  private static SSLContext system() {
    try {
      return SSLContext.getDefault();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static SSLContext context(KeyManager[] own, TrustManager[] trusted) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own, trusted, null);
    return context;
  }

  private static TrustManager[] trust(KeyStore authorities) throws Exception {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(authorities);
    return factory.getTrustManagers();
  }

  private static KeyManager[] key() throws Exception {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD);
    return factory.getKeyManagers();
  }

  private static KeyStore authority() throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("authority", keys.getCertificate("own"));
    return trusted;
  }
}
