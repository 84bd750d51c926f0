package customerio.tests.differential.client;

import org.glassfish.jersey.apache.connector.ApacheConnectorProvider;
import org.glassfish.jersey.client.ClientConfig;

/** The Jakarta REST client, Jersey's, on Apache HttpClient 4. */
public final class JerseyApache4Caller extends JerseyCaller {

  @Override
  public String title() {
    return "Jersey on Apache HttpClient 4";
  }

  @Override
  public String switchName() {
    return "apache4";
  }

  @Override
  void configure(ClientConfig config) {
    config.connectorProvider(new ApacheConnectorProvider());
  }
}
