package customerio.tests.differential.client;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** {@code java.net.http.HttpClient.sendAsync}. */
public final class JdkAsyncCaller extends JdkCaller {
  private volatile CompletableFuture<HttpResponse<String>> underway;

  @Override
  public Seen send(Ask ask) throws Exception {
    underway = client.sendAsync(request(ask), BodyHandlers.ofString());
    try {
      return seen(underway.get());
    } catch (ExecutionException e) {
      // The JDK gives one form of a cancellation or the other, from run to run.
      throw e.getCause() instanceof CancellationException ? new CancellationException() : e;
    } catch (CancellationException e) {
      throw new CancellationException();
    }
  }

  @Override
  public boolean canCancel() {
    return true;
  }

  @Override
  public void cancel() {
    underway.cancel(true);
  }
}
