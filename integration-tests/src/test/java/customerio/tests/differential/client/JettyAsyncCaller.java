package customerio.tests.differential.client;

import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.client.BufferingResponseListener;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Result;

/** Jetty's HttpClient 12, which tells a listener. */
public final class JettyAsyncCaller extends JettyClientCaller {
  private static final int LONGEST = 8 << 20;

  private volatile String answeredOn;

  public JettyAsyncCaller() throws Exception {
    super(new HttpClient());
  }

  @Override
  public Way way() {
    return Way.CALLBACK;
  }

  @Override
  public Seen send(Ask ask) throws Exception {
    CompletableFuture<Seen> seen = new CompletableFuture<>();
    Request request = underway(request(ask));
    request.send(
        new BufferingResponseListener(LONGEST) {
          @Override
          public void onComplete(Result result) {
            answeredOn = Thread.currentThread().getName();
            if (result.isFailed()) {
              seen.completeExceptionally(result.getFailure());
              return;
            }
            seen.complete(
                new Seen(
                    result.getResponse().getStatus(),
                    JettyParts.headers(result.getResponse().getHeaders()),
                    getContentAsString()));
          }
        });
    try {
      return Waiting.on(seen);
    } catch (Exception e) {
      throw JettyParts.plain(e);
    }
  }

  @Override
  public String answeredOn() {
    return answeredOn;
  }
}
