package customerio.tests.differential.client;

import io.ktor.client.plugins.HttpTimeoutConfig;

/** Ktor's engine Java. */
public final class KtorJavaCaller extends KtorCaller {

  @Override
  public String title() {
    return "Ktor on JDK HttpClient";
  }

  @Override
  public String switchName() {
    return "jdk";
  }

  /** It knows no other. */
  @Override
  void limit(HttpTimeoutConfig timeouts, long millis) {
    timeouts.setRequestTimeoutMillis(millis);
  }

  @Override
  public Seen sendExpectingContinue(Ask ask) {
    throw new NotOffered("no way to ask for 100 Continue");
  }
}
