package customerio.tests.egress;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** A company's own certificates: one for the gateway to Customer.io, one for the application. */
final class TestKeys {
  static final String GATEWAY = "customerio.test";
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final Path directory;

  private TestKeys(Path directory) {
    this.directory = directory;
  }

  static TestKeys generate(Path directory) throws Exception {
    pair(directory, "gateway", "CN=gateway", "-ext", "SAN=dns:" + GATEWAY + ",dns:localhost");
    pair(directory, "application", "CN=application");
    trust(directory, "gateway");
    trust(directory, "application");
    return new TestKeys(directory);
  }

  /** Those that were generated before, by another JVM. */
  static TestKeys in(Path directory) {
    return new TestKeys(directory);
  }

  /** What the gateway shows, and whom it knows. */
  SSLContext ofGateway() throws Exception {
    return context("gateway", "application");
  }

  /** The same from the application's side. */
  SSLContext ofApplication() throws Exception {
    return context("application", "gateway");
  }

  /** Of a JVM that does by default what {@link #ofApplication} does. */
  String[] options() {
    return new String[] {
      "-Djavax.net.ssl.trustStore=" + directory.resolve("trust-gateway.p12"),
      "-Djavax.net.ssl.trustStorePassword=" + new String(PASSWORD),
      "-Djavax.net.ssl.keyStore=" + directory.resolve("application.p12"),
      "-Djavax.net.ssl.keyStorePassword=" + new String(PASSWORD)
    };
  }

  X509TrustManager trustOfApplication() throws Exception {
    return (X509TrustManager) trustIn("gateway").getTrustManagers()[0];
  }

  private SSLContext context(String own, String other) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(load(directory.resolve(own + ".p12")), PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trustIn(other).getTrustManagers(), null);
    return context;
  }

  private TrustManagerFactory trustIn(String other) throws Exception {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(load(directory.resolve("trust-" + other + ".p12")));
    return trust;
  }

  private static void pair(Path directory, String name, String owner, String... more)
      throws Exception {
    ProcessBuilder keytool =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-keystore",
            directory.resolve(name + ".p12").toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            new String(PASSWORD),
            "-keyalg",
            "EC",
            "-alias",
            name,
            "-dname",
            owner);
    keytool.command().addAll(List.of(more));
    int exit = keytool.redirectErrorStream(true).start().waitFor();
    if (exit != 0) {
      throw new IOException("keytool ended with " + exit);
    }
  }

  private static void trust(Path directory, String name) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(name, load(directory.resolve(name + ".p12")).getCertificate(name));
    try (OutputStream out = Files.newOutputStream(directory.resolve("trust-" + name + ".p12"))) {
      trusted.store(out, PASSWORD);
    }
  }

  private static KeyStore load(Path file) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }
}
