package shop.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shop.customerio.Gateway;
import shop.customerio.Gateways;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OrderFeedTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path dir;

  /** Answers at once, and remembers by which threads it was called about whom. */
  private static final class Recording implements Gateway {
    private static final int CUSTOMERS = 5;
    private static final int CALLS_EACH = 10;

    private final Map<String, List<Thread>> callers = new HashMap<>();
    private final CountDownLatch customersWithEnoughCalls = new CountDownLatch(CUSTOMERS);

    @Override
    public CompletionStage<Void> identify(String customer, Map<String, Object> attributes) {
      return record(customer);
    }

    @Override
    public CompletionStage<Void> track(String customer, String event, Map<String, Object> data) {
      return record(customer);
    }

    void awaitCalls() throws InterruptedException {
      assertThat(customersWithEnoughCalls.await(30, TimeUnit.SECONDS)).isTrue();
    }

    synchronized Map<String, Set<Thread>> threadsByCustomer() {
      Map<String, Set<Thread>> threads = new HashMap<>();
      callers.forEach((customer, all) -> threads.put(customer, Set.copyOf(all)));
      return threads;
    }

    private synchronized CompletionStage<Void> record(String customer) {
      List<Thread> calls = callers.computeIfAbsent(customer, any -> new ArrayList<>());
      calls.add(Thread.currentThread());
      if (calls.size() == CALLS_EACH) {
        customersWithEnoughCalls.countDown();
      }
      return Gateway.answered();
    }
  }

  @Test
  void eachCustomerHasOneThread_andAStoppedFeedLeavesNoCallOpen() throws Exception {
    Recording calls = new Recording();
    OrderFeed feed = feed(calls);

    feed.start();
    calls.awaitCalls();
    feed.destroy();

    assertThat(feed.state()).isEqualTo(new OrderFeed.State(false, 0));
    assertThat(calls.threadsByCustomer().keySet())
        .containsExactlyInAnyOrder("1001", "1002", "1003", "1004", "1005");
    assertThat(calls.threadsByCustomer().values()).allMatch(threads -> threads.size() == 1);
  }

  @Test
  void afterARestart_everySequenceGoesOnWithoutGapOrRepeat() throws Exception {
    for (int process = 0; process < 3; process++) {
      Recording calls = new Recording();
      OrderFeed feed = feed(calls);
      feed.start();
      calls.awaitCalls();
      feed.destroy();
    }

    Map<String, List<Long>> begun = new HashMap<>();
    for (JsonNode line : log()) {
      if (line.get("at").asString().equals(CallLine.BEGUN)) {
        begun
            .computeIfAbsent(line.get("customer").asString(), any -> new ArrayList<>())
            .add(line.get("seq").asLong());
      }
    }
    assertThat(begun).hasSize(5);
    assertThat(begun.values())
        .allSatisfy(
            seqs -> {
              assertThat(seqs).isSortedAccordingTo(Comparator.naturalOrder());
              assertThat(seqs).doesNotHaveDuplicates().startsWith(1L);
              assertThat(seqs.get(seqs.size() - 1)).isEqualTo(seqs.size());
            });
    assertThat(log())
        .filteredOn(line -> line.get("at").asString().equals(CallLine.START))
        .hasSize(3)
        .extracting(line -> line.get("run").asString())
        .containsOnly(log().get(0).get("run").asString());
  }

  private OrderFeed feed(Gateway gateway) throws IOException {
    OrderFeedProperties properties =
        new OrderFeedProperties(
            true, 2, Recording.CUSTOMERS, 1e9, List.of("recording"), dir.resolve("feed"));
    return new OrderFeed(properties, new Gateways(Map.of("recording", gateway)), JSON);
  }

  private List<JsonNode> log() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String text : Files.readAllLines(dir.resolve("feed"))) {
      if (!text.isEmpty()) {
        lines.add(JSON.readTree(text));
      }
    }
    return lines;
  }
}
