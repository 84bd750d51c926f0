package customerio.agent.instrumentation.app.hc5;

import java.io.IOException;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncDataConsumer;

/** The call's own callback while there is no connection yet. */
final class ConnectingCallback implements AsyncExecCallback {
  private final AsyncExecCallback callback;
  private final Runnable noAnswer;

  ConnectingCallback(AsyncExecCallback callback, Runnable noAnswer) {
    this.callback = callback;
    this.noAnswer = noAnswer;
  }

  /** A proxy's, to the request for a tunnel. */
  @Override
  public AsyncDataConsumer handleResponse(HttpResponse response, EntityDetails entity)
      throws HttpException, IOException {
    return callback.handleResponse(response, entity);
  }

  @Override
  public void handleInformationResponse(HttpResponse response) throws HttpException, IOException {
    callback.handleInformationResponse(response);
  }

  @Override
  public void completed() {
    callback.completed();
  }

  @Override
  public void failed(Exception cause) {
    noAnswer.run();
    callback.failed(cause);
  }
}
