package customerio.agent.instrumentation.urlconnection;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.Seam;
import customerio.agent.instrumentation.weaving.Interceptor;
import customerio.agent.instrumentation.weaving.Outcome;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URL;
import java.net.URLConnection;
import javax.net.ssl.HttpsURLConnection;

/** Puts our own connection before the JDK's when it leads to Customer.io. */
public final class OpenConnectionInterceptor implements Interceptor {
  private static final Seam SEAM = Seam.of("urlconnection");

  @Override
  public Outcome intercept(Object self, Object[] arguments) {
    CallTaker taker = SEAM.taker();
    if (taker == null || !(arguments[0] instanceof URL url)) {
      return Outcome.ORIGINAL;
    }
    if (!taker.claims(url.getProtocol(), url.getHost(), url.getPort(), url.getPath())) {
      return Outcome.ORIGINAL;
    }
    Proxy proxy = (Proxy) arguments[1];
    URLConnection original;
    try {
      original = DirectConnection.open(url, proxy);
    } catch (IOException e) {
      return Outcome.ORIGINAL; // which fails in the same way
    }
    if (original instanceof HttpsURLConnection https) {
      return new Outcome.Answer(new ClaimedHttpsConnection(https, proxy));
    }
    if (original instanceof HttpURLConnection http) {
      return new Outcome.Answer(new ClaimedHttpConnection(http, proxy));
    }
    return new Outcome.Answer(original);
  }
}
