package customerio.tests.differential.client;

import java.net.http.HttpClient;

/** {@code java.net.http.HttpClient}, which follows no redirect unless it is told to. */
public final class JdkStayingCaller extends JdkCaller {
  public JdkStayingCaller() {
    super(HttpClient.Redirect.NEVER);
  }
}
