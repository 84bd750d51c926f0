package customerio.tests.commandline;

import customerio.tests.differential.client.Ask;
import customerio.tests.differential.client.Caller;
import customerio.tests.differential.client.Seen;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One client for all its life, in the loader of its library; known by types of the JDK alone. */
public final class OneClient implements Function<String, String> {
  private final Caller caller;

  public OneClient(String name) throws ReflectiveOperationException {
    caller =
        (Caller)
            Class.forName(Caller.class.getPackageName() + '.' + name)
                .getConstructor()
                .newInstance();
  }

  /**
   * @return the agent's own header, or "-"
   */
  @Override
  public String apply(String url) {
    try {
      Seen seen =
          caller.send(
              Ask.of("PUT", url, "Basic c2l0ZS1zaG9wOmtleS1zaG9w").json("{\"plan\":\"pro\"}"));
      for (Map.Entry<String, List<String>> header : seen.headers().entrySet()) {
        if (header.getKey() != null && header.getKey().equalsIgnoreCase("X-Customerio-Agent")) {
          return header.getValue().get(0).split(";")[0];
        }
      }
      return seen.status() == 200 ? "-" : "status " + seen.status();
    } catch (Exception failure) {
      return failure.toString();
    }
  }
}
