package customerio.tests.differential.client;

/** Ktor's engine CIO: its own sockets. */
public final class KtorCioCaller extends KtorCaller {

  @Override
  public String title() {
    return "Ktor on CIO";
  }

  @Override
  public String switchName() {
    return "none";
  }
}
