package customerio.tests.differential.client;

import java.io.InputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;

/** Jetty's HttpClient 12, whose caller waits. */
public final class JettyCaller extends JettyClientCaller {
  private static final int PATIENCE_SECONDS = 60;

  public JettyCaller() throws Exception {
    this(new HttpClient());
  }

  public JettyCaller(HttpClient client) throws Exception {
    super(client);
  }

  @Override
  public Seen send(Ask ask) throws Exception {
    Request request = underway(request(ask));
    try {
      return seen(request.send());
    } catch (ExecutionException e) {
      throw JettyParts.plain(e.getCause());
    }
  }

  private static Seen seen(ContentResponse response) {
    return new Seen(
        response.getStatus(),
        JettyParts.headers(response.getHeaders()),
        response.getContentAsString());
  }

  @Override
  public Seen sendAndReadTwice(Ask ask) throws Exception {
    InputStreamResponseListener listener = new InputStreamResponseListener();
    Response response = response(ask, listener);
    return Streams.readTwice(
        response.getStatus(), JettyParts.headers(response.getHeaders()), listener::getInputStream);
  }

  @Override
  public Seen sendAndCloseEarly(Ask ask) throws Exception {
    InputStreamResponseListener listener = new InputStreamResponseListener();
    Response response = response(ask, listener);
    InputStream body = listener.getInputStream();
    return Streams.closeEarly(
        response.getStatus(), JettyParts.headers(response.getHeaders()), body);
  }

  private Response response(Ask ask, InputStreamResponseListener listener) throws Exception {
    request(ask).send(listener);
    return listener.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public boolean hearsInterrupts() {
    return true;
  }

  @Override
  public String whyInterruptIsChance() {
    return "an answer that is there before the thread waits is returned";
  }
}
