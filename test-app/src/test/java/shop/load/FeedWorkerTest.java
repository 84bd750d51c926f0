package shop.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shop.customerio.Gateway;
import shop.customerio.Gateways;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FeedWorkerTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int CALLS = 6;

  @TempDir private Path dir;
  private final List<String> made = new ArrayList<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicLong open = new AtomicLong();

  /** Stops the worker after some calls; the answer to each is what the test says. */
  private final class Scripted implements Gateway {
    private final String name;
    private final CompletionStage<Void> answer;

    Scripted(String name, CompletionStage<Void> answer) {
      this.name = name;
      this.answer = answer;
    }

    @Override
    public CompletionStage<Void> identify(String customer, Map<String, Object> attributes) {
      return make(customer, "identify", attributes);
    }

    @Override
    public CompletionStage<Void> track(String customer, String event, Map<String, Object> data) {
      return make(customer, event, data);
    }

    private CompletionStage<Void> make(String customer, String what, Map<String, Object> content) {
      made.add(String.join(" ", customer, name, what, content.get("seq").toString()));
      if (made.size() == CALLS) {
        stopped.countDown();
      }
      return answer;
    }
  }

  @Test
  void eachCustomersCallsAreNumbered_andGoThroughItsClientsByTurns() throws IOException {
    Gateways gateways =
        new Gateways(
            Map.of(
                "a", new Scripted("a", Gateway.answered()),
                "b", new Scripted("b", Gateway.answered())));
    CallHistory history = new CallHistory("run-1", Map.of("1002", 7L));

    run(
        gateways,
        List.of(
            new FeedCustomer(0, List.of("a", "b"), history),
            new FeedCustomer(1, List.of("b"), history)));

    assertThat(made)
        .containsExactly(
            "1001 a order 1",
            "1002 b identify 8",
            "1001 a identify 2",
            "1002 b order 9",
            "1001 b order 3",
            "1002 b identify 10");
  }

  @Test
  void everyCallIsLoggedBeforeAndAfter() throws IOException {
    run(
        new Gateways(Map.of("a", new Scripted("a", Gateway.answered()))),
        List.of(new FeedCustomer(0, List.of("a"), new CallHistory("run-1", Map.of()))));

    assertThat(logged("at", "seq").subList(0, 4))
        .containsExactly("begun 1", "done 1", "begun 2", "done 2");
    assertThat(open).hasValue(0);
  }

  @Test
  void aFailure_isLoggedByItsClass() throws IOException {
    run(
        new Gateways(
            Map.of("a", new Scripted("a", CompletableFuture.failedStage(new IOException("x"))))),
        List.of(new FeedCustomer(0, List.of("a"), new CallHistory("run-1", Map.of()))));

    assertThat(logged("at", "outcome"))
        .contains("done java.io.IOException")
        .doesNotContain("done ok");
  }

  @Test
  void aCallWithoutAnAnswer_staysOpen() throws IOException {
    run(
        new Gateways(Map.of("a", new Scripted("a", new CompletableFuture<>()))),
        List.of(new FeedCustomer(0, List.of("a"), new CallHistory("run-1", Map.of()))));

    assertThat(logged("at", "seq"))
        .containsExactly("begun 1", "begun 2", "begun 3", "begun 4", "begun 5", "begun 6");
    assertThat(open).hasValue(CALLS);
  }

  private void run(Gateways gateways, List<FeedCustomer> customers) throws IOException {
    // so fast that no call is ever waited for
    Schedule schedule = new Schedule(System.nanoTime(), customers.size(), 1e9);
    try (CallLog log = new CallLog(dir.resolve("calls"), JSON)) {
      new FeedWorker(customers, schedule, gateways, "run-1", log, stopped, open).run();
    }
  }

  private List<String> logged(String... fields) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String text : Files.readAllLines(dir.resolve("calls"))) {
      if (!text.isEmpty()) {
        JsonNode line = JSON.readTree(text);
        List<String> values = new ArrayList<>();
        for (String field : fields) {
          values.add(line.path(field).asString(""));
        }
        lines.add(String.join(" ", values));
      }
    }
    return lines;
  }
}
