package customerio.tests.egress;

import customerio.tests.differential.client.Ask;
import customerio.tests.differential.client.Caller;
import customerio.tests.differential.client.ReactorNettyCaller;
import customerio.tests.differential.client.Seen;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.nio.file.Path;
import reactor.netty.http.client.HttpClient;

/** Reactor Netty that trusts whom the JVM does not trust. */
public final class OwnTrustReactorNettyCaller implements Caller {
  private final ReactorNettyCaller client;

  public OwnTrustReactorNettyCaller() throws Exception {
    SslContext own =
        SslContextBuilder.forClient()
            .trustManager(TestKeys.in(Path.of(System.getProperty("keys"))).trustOfApplication())
            .build();
    client = new ReactorNettyCaller(HttpClient.create().secure(tls -> tls.sslContext(own)));
  }

  @Override
  public Seen send(Ask ask) throws Exception {
    return client.send(ask);
  }
}
