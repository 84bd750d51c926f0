package customerio.tests.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Lets a server of a test be Customer.io, for a JVM that trusts it. */
final class Certificates {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final KeyStore keys;
  private final Path trusted;

  private Certificates(KeyStore keys, Path trusted) {
    this.keys = keys;
    this.trusted = trusted;
  }

  static Certificates ofCustomerio(Path directory) throws Exception {
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
            "customerio",
            "-dname",
            "CN=track.customer.io",
            "-ext",
            "SAN=dns:track.customer.io,dns:track-eu.customer.io");
    int exit = new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    if (exit != 0) {
      throw new IOException("keytool ended with " + exit);
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry("customerio", keys.getCertificate("customerio"));
    Path trusted = directory.resolve("trusted.p12");
    try (OutputStream out = Files.newOutputStream(trusted)) {
      trust.store(out, PASSWORD);
    }
    return new Certificates(keys, trusted);
  }

  /** Of the server. */
  SSLContext context() throws GeneralSecurityException {
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), null, null);
    return context;
  }

  /** Of the JVM that trusts it. */
  String[] options() {
    return new String[] {
      "-Djavax.net.ssl.trustStore=" + trusted,
      "-Djavax.net.ssl.trustStoreType=PKCS12",
      "-Djavax.net.ssl.trustStorePassword=" + new String(PASSWORD)
    };
  }
}
