package customerio.agent.instrumentation.urlconnection;

import customerio.agent.capture.Header;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.URL;
import javax.net.ssl.HttpsURLConnection;

/**
 * Where an answer sends the caller. We follow the first redirect by opening a JDK connection to its
 * target, which follows the rest by itself, within the JDK's limits.
 */
record Redirect(URL target, int status) {

  /**
   * The rules are the JDK's: the same protocol only, and no 308.
   *
   * @return null when there is nothing to follow
   * @throws HttpRetryException a streamed body cannot be sent again
   */
  static Redirect in(Answer answer, HttpURLConnection from, boolean streamed) throws IOException {
    int status = answer.status();
    if (!from.getInstanceFollowRedirects()
        || status < 300
        || status > 307
        || status == 304
        || status == 306) {
      return null;
    }
    String location = answer.value("Location");
    if (location == null) {
      return null;
    }
    URL target;
    try {
      target = new URL(location);
      if (!target.getProtocol().equalsIgnoreCase(from.getURL().getProtocol())) {
        return null;
      }
    } catch (MalformedURLException relative) {
      target = new URL(from.getURL(), location);
    }
    if (streamed) {
      throw new HttpRetryException(
          "cannot retry due to redirection, in streaming mode", status, location);
    }
    return new Redirect(target, status);
  }

  HttpURLConnection follow(ClaimedHttpConnection from, Proxy proxy) throws IOException {
    HttpURLConnection next = (HttpURLConnection) DirectConnection.open(target, proxy);
    copySettings(from, next);
    if (becomesGet(from.getRequestMethod())) {
      return next;
    }
    next.setRequestMethod(from.getRequestMethod());
    for (Header line : from.headers.lines()) {
      if (sameDestination(from.getURL()) || !isSensitive(line.name())) {
        next.addRequestProperty(line.name(), line.value());
      }
    }
    byte[] body = from.bytesWritten();
    if (body != null) {
      next.setDoOutput(true);
      try (OutputStream out = next.getOutputStream()) {
        out.write(body);
      }
    }
    return next;
  }

  /** The JDK's old habit, which {@code http.strictPostRedirect} switches off. */
  private boolean becomesGet(String method) {
    return method.equals("POST") && status != 307 && !Boolean.getBoolean("http.strictPostRedirect");
  }

  private boolean sameDestination(URL from) {
    return from.getHost().equalsIgnoreCase(target.getHost())
        && RequestCapture.effectivePort(from) == RequestCapture.effectivePort(target);
  }

  private static boolean isSensitive(String name) {
    return name.equalsIgnoreCase("Authorization")
        || name.equalsIgnoreCase("Cookie")
        || name.equalsIgnoreCase("Cookie2");
  }

  private static void copySettings(ClaimedHttpConnection from, HttpURLConnection next) {
    next.setConnectTimeout(from.getConnectTimeout());
    next.setReadTimeout(from.getReadTimeout());
    next.setUseCaches(from.getUseCaches());
    next.setInstanceFollowRedirects(true);
    if (from.authenticator != null) {
      next.setAuthenticator(from.authenticator);
    }
    if (from.original() instanceof HttpsURLConnection secure
        && next instanceof HttpsURLConnection target) {
      target.setSSLSocketFactory(secure.getSSLSocketFactory());
      target.setHostnameVerifier(secure.getHostnameVerifier());
    }
  }
}
