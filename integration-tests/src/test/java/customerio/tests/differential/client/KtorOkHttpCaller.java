package customerio.tests.differential.client;

import java.net.SocketTimeoutException;

/** Ktor's engine OkHttp. */
public final class KtorOkHttpCaller extends KtorCaller {

  @Override
  public Seen send(Ask ask) throws Exception {
    try {
      return super.send(ask);
    } catch (SocketTimeoutException e) {
      // Ktor's, with OkHttp's as its cause: there its watchdog and the socket's own timer race
      throw new SocketTimeoutException(e.getMessage());
    }
  }

  @Override
  public String title() {
    return "Ktor on OkHttp";
  }

  @Override
  public String switchName() {
    return "okhttp";
  }
}
