package customerio.agent.instrumentation.urlconnection;

import customerio.agent.instrumentation.weaving.Outcome;
import java.net.HttpURLConnection;
import java.net.URL;

final class Connections {

  private Connections() {}

  /** Opened as the woven handler opens it. */
  static HttpURLConnection open(URL url) throws Exception {
    Outcome outcome = new OpenConnectionInterceptor().intercept(null, new Object[] {url, null});
    return outcome instanceof Outcome.Answer answer
        ? (HttpURLConnection) answer.value()
        : (HttpURLConnection) url.openConnection();
  }
}
