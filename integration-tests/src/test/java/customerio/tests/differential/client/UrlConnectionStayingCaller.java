package customerio.tests.differential.client;

import java.net.HttpURLConnection;

/** {@link HttpURLConnection}, following no redirect. */
public final class UrlConnectionStayingCaller extends UrlConnectionCaller {

  @Override
  void configure(HttpURLConnection connection) {
    connection.setInstanceFollowRedirects(false);
  }
}
