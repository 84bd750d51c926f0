package customerio.tests.coexistence;

import customerio.tests.differential.client.Ask;
import customerio.tests.differential.client.Caller;
import java.util.function.UnaryOperator;

/** One client in a class loader of its own; loaded there by its name. */
public final class OneClient implements UnaryOperator<String> {
  private final Caller caller;

  public OneClient(String name) throws ReflectiveOperationException {
    caller =
        (Caller)
            Class.forName(Caller.class.getPackageName() + '.' + name)
                .getConstructor()
                .newInstance();
  }

  /**
   * @param base where Track is
   * @return the statuses of the answers
   */
  @Override
  public String apply(String base) {
    String person = base + "/api/v1/customers/" + Canary.ENCODED;
    return status("PUT", person, "{\"plan\":\"a\"}")
        + ' '
        + status("POST", person + "/events", "{\"name\":\"bought\"}")
        + ' '
        + status("GET", base + "/api/v1/accounts/region", null);
  }

  private String status(String method, String url, String json) {
    Ask ask = Ask.of(method, url, Canary.AUTHORIZATION);
    try {
      return Integer.toString(caller.send(json == null ? ask : ask.json(json)).status());
    } catch (Exception e) {
      return e.toString();
    }
  }
}
