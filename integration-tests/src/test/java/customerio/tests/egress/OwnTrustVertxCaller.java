package customerio.tests.egress;

import customerio.tests.differential.client.Ask;
import customerio.tests.differential.client.Caller;
import customerio.tests.differential.client.Seen;
import customerio.tests.differential.client.VertxCaller;
import io.vertx.core.net.TrustOptions;
import io.vertx.ext.web.client.WebClientOptions;
import java.nio.file.Path;

/** Vert.x WebClient that trusts whom the JVM does not trust. */
public final class OwnTrustVertxCaller implements Caller {
  private final VertxCaller client;

  public OwnTrustVertxCaller() throws Exception {
    WebClientOptions options = new WebClientOptions();
    options.setTrustOptions(
        TrustOptions.wrap(TestKeys.in(Path.of(System.getProperty("keys"))).trustOfApplication()));
    client = new VertxCaller(options);
  }

  @Override
  public Seen send(Ask ask) throws Exception {
    return client.send(ask);
  }
}
