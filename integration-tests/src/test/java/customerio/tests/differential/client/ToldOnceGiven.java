package customerio.tests.differential.client;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncDataConsumer;

/**
 * Keeps what becomes of an exchange from its callback until the thread that gives it to a
 * connection has done so; that thread itself is never kept.
 */
final class ToldOnceGiven implements AsyncExecCallback {
  private final AsyncExecCallback callback;
  private final Thread giver = Thread.currentThread();
  private final CountDownLatch given = new CountDownLatch(1);

  ToldOnceGiven(AsyncExecCallback callback) {
    this.callback = callback;
  }

  void given() {
    given.countDown();
  }

  private void awaitGiven() {
    if (Thread.currentThread() == giver) {
      return;
    }
    try {
      given.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public AsyncDataConsumer handleResponse(HttpResponse response, EntityDetails entity)
      throws HttpException, IOException {
    awaitGiven();
    return callback.handleResponse(response, entity);
  }

  @Override
  public void handleInformationResponse(HttpResponse response) throws HttpException, IOException {
    callback.handleInformationResponse(response);
  }

  /** The answer came before it. */
  @Override
  public void completed() {
    callback.completed();
  }

  @Override
  public void failed(Exception cause) {
    awaitGiven();
    callback.failed(cause);
  }
}
