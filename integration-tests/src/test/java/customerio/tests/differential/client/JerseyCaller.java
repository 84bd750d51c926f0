package customerio.tests.differential.client;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.client.WebTarget;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.io.ByteArrayInputStream;
import java.util.Locale;
import org.glassfish.jersey.client.ClientConfig;
import org.glassfish.jersey.client.ClientProperties;
import org.glassfish.jersey.client.HttpUrlConnectorProvider;

/** The Jakarta REST client, Jersey's, on {@code HttpURLConnection}. */
public class JerseyCaller implements Caller {
  private Client client;

  void configure(ClientConfig config) {}

  @Override
  public String title() {
    return "Jersey";
  }

  @Override
  public String switchName() {
    return "urlconnection";
  }

  @Override
  public final Seen send(Ask ask) throws Exception {
    WebTarget target = client().target(ask.url());
    if (ask.readTimeoutMillis() > 0) {
      target.property(ClientProperties.READ_TIMEOUT, ask.readTimeoutMillis());
    }
    Invocation.Builder request = target.request();
    ask.headers().forEach(request::header);
    try (Response response = run(request, ask)) {
      return new Seen(
          response.getStatus(),
          response.getStringHeaders(),
          response.hasEntity() ? response.readEntity(String.class) : null);
    }
  }

  Response run(Invocation.Builder request, Ask ask) throws Exception {
    return ask.body() == null
        ? request.method(ask.method())
        : request.method(ask.method(), entity(ask));
  }

  static Entity<?> entity(Ask ask) {
    Variant variant =
        new Variant(
            MediaType.APPLICATION_JSON_TYPE, (Locale) null, ask.headers().get("Content-Encoding"));
    return ask.framing() == Ask.Framing.BUFFERED
        ? Entity.entity(ask.body(), variant)
        : Entity.entity(new ByteArrayInputStream(ask.body()), variant);
  }

  private Client client() {
    if (client == null) {
      ClientConfig config = new ClientConfig();
      config.property(HttpUrlConnectorProvider.SET_METHOD_WORKAROUND, false);
      configure(config);
      client = ClientBuilder.newClient(config);
    }
    return client;
  }
}
