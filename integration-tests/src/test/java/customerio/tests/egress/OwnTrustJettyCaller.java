package customerio.tests.egress;

import customerio.tests.differential.client.Ask;
import customerio.tests.differential.client.Caller;
import customerio.tests.differential.client.JettyCaller;
import customerio.tests.differential.client.Seen;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Jetty's client that trusts whom the JVM does not trust. */
public final class OwnTrustJettyCaller implements Caller {
  private final JettyCaller client;

  public OwnTrustJettyCaller() throws Exception {
    TrustManager trust = TestKeys.in(Path.of(System.getProperty("keys"))).trustOfApplication();
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {trust}, null);
    SslContextFactory.Client tls = new SslContextFactory.Client();
    tls.setSslContext(context);
    HttpClient own = new HttpClient();
    own.setSslContextFactory(tls);
    client = new JettyCaller(own);
  }

  @Override
  public Seen send(Ask ask) throws Exception {
    return client.send(ask);
  }
}
