package customerio.agent.instrumentation.app.hc5;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.junit.jupiter.api.Test;

class ReplayedExchangeTest {
  private final List<String> told = new ArrayList<>();
  private final OriginalRun run = new OriginalRun();

  /** On a new connection, where a cancel does reach the exchange until then. */
  @Test
  void consumerThatCancelsWhileItIsToldOfAFailure_hearsOfThatAlone() {
    ReplayedExchange exchange = exchange();
    run.executing(
        () -> {
          exchange.cancel();
          return true;
        });

    exchange.failed(new IOException("cut"));

    assertThat(told).containsExactly("failed", "cancelled: true");
  }

  @Test
  void consumerThatCancelsBefore_hearsOfIt() {
    ReplayedExchange exchange = exchange();
    run.executing(
        () -> {
          exchange.cancel();
          return true;
        });

    assertThat(run.cancel()).isTrue();
    assertThat(told).containsExactly("cancel");
  }

  private ReplayedExchange exchange() {
    AsyncClientExchangeHandler application =
        (AsyncClientExchangeHandler)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {AsyncClientExchangeHandler.class},
                (proxy, method, arguments) -> {
                  told.add(method.getName());
                  if (method.getName().equals("failed")) {
                    told.add("cancelled: " + run.cancel());
                  }
                  return null;
                });
    return new ReplayedExchange(
        application,
        new BasicHttpRequest("GET", "/"),
        null,
        new MemoryOutput(0, () -> {}),
        status -> {},
        run);
  }
}
