package customerio.tests.egress;

import customerio.tests.differential.client.Ask;
import customerio.tests.differential.client.AsyncHttpClientCaller;
import customerio.tests.differential.client.Caller;
import customerio.tests.differential.client.Seen;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.nio.file.Path;
import org.asynchttpclient.Dsl;

/** AsyncHttpClient that trusts whom the JVM does not trust. */
public final class OwnTrustAsyncHttpClientCaller implements Caller {
  private final AsyncHttpClientCaller client;

  public OwnTrustAsyncHttpClientCaller() throws Exception {
    SslContext own =
        SslContextBuilder.forClient()
            .trustManager(TestKeys.in(Path.of(System.getProperty("keys"))).trustOfApplication())
            .build();
    client = new AsyncHttpClientCaller(Dsl.config().setSslContext(own));
  }

  @Override
  public Seen send(Ask ask) throws Exception {
    return client.send(ask);
  }
}
