package customerio.tests.differential.client;

import io.ktor.client.HttpClient;

/** Ktor's engine Apache5. */
public final class KtorApache5Caller extends KtorCaller {

  /** It has the limits of its first call for good. */
  @Override
  HttpClient client(Ask ask) {
    return ask.readTimeoutMillis() == 0
        ? super.client(ask)
        : client(timeouts -> limit(timeouts, ask.readTimeoutMillis()));
  }

  @Override
  public String title() {
    return "Ktor on Apache HttpClient 5";
  }

  @Override
  public String switchName() {
    return "apache5-async";
  }
}
