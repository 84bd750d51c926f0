package customerio.agent.operations;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.customerio.Rules;
import customerio.agent.delivery.Delivery;
import customerio.agent.delivery.DeliveryListener;
import customerio.agent.delivery.DeliverySettings;
import customerio.agent.delivery.Destination;
import customerio.agent.delivery.VirtualTime;
import customerio.agent.transport.Cancellation;
import customerio.agent.transport.Transport;
import customerio.agent.transport.TransportRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Whatever operators do while an application goes on talking, Customer.io fails and processes die:
 * an operation is delivered unless it was purged or is a dead letter, and what no operator touched
 * arrives in its person's order.
 */
class LiveQueueHistoryTest {
  private static final Pattern ID = Pattern.compile("\"id\":\"([0-9A-Z]{26})\"");

  private static final class History implements Transport, DeliveryListener, AutoCloseable {
    final VirtualTime time;
    final ShopQueue shop;
    final Map<String, Integer> said = new LinkedHashMap<>();
    final List<String> delivered = new ArrayList<>();

    /** Id → how much was delivered before it was purged. */
    final Map<String, Integer> purged = new HashMap<>();

    final Set<String> everDead = new HashSet<>();
    final List<Throwable> faults = new ArrayList<>();
    boolean outage;
    boolean refusing;
    Delivery delivery;
    LiveQueue live;

    History(Path directory, long seed) {
      time = new VirtualTime(seed);
      shop = new ShopQueue(directory);
      start();
    }

    void start() {
      delivery =
          time.delivery(
              DeliverySettings.DEFAULTS,
              shop.queue,
              this,
              shop.credentials,
              (api, region) -> URI.create("https://track"),
              this);
      shop.queue.onAppend(delivery::offer);
      live =
          new LiveQueue(
              new LiveQueue.Parts(
                  shop.queue,
                  shop.queue,
                  delivery,
                  shop.credentials,
                  Rules.DEFAULT,
                  time.clock(),
                  () -> {},
                  state -> "",
                  line -> {}));
      delivery.adopt(ticket -> {});
      delivery.start();
    }

    void restart() {
      time.forgetTasks();
      shop.queue.close();
      shop.start();
      start();
    }

    void step(int step) throws IOException {
      switch (step) {
        case 0 -> outage = !outage;
        case 1 -> refusing = !refusing;
        case 2 -> live.pause();
        case 3 -> live.resume();
        case 4 -> purge();
        case 5 -> live.replay(Selection.DEAD);
        case 6 -> pass(Duration.ofSeconds(70));
        case 7 -> restart();
        case 8 -> live.purge(Selection.DEAD.ids(everDead), QueueOperations.CONFIRMATION);
        default -> {
          int person = step % 3;
          said.put(shop.event("p" + person), person);
          time.settle();
        }
      }
      noteDead();
    }

    /** The oldest that waits: most likely somebody waits for it. */
    void purge() throws IOException {
      List<OperationView> oldest = live.list(Selection.PENDING, 1, "").operations();
      if (!oldest.isEmpty()) {
        String id = oldest.get(0).id();
        purged.put(id, delivered.size());
        live.purge(Selection.PENDING.ids(Set.of(id)), QueueOperations.CONFIRMATION);
      }
    }

    void pass(Duration duration) {
      time.advance(duration);
      shop.pass(duration);
    }

    void noteDead() throws IOException {
      live.list(Selection.DEAD, 1000, "").operations().forEach(view -> everDead.add(view.id()));
    }

    @Override
    public Reply send(TransportRequest request, Cancellation cancellation) {
      String body = new String(request.body(), StandardCharsets.UTF_8);
      if (outage) {
        return reply(503);
      }
      if (refusing && (request.target() + body).contains("p0")) {
        return reply(400);
      }
      Matcher ids = ID.matcher(body);
      while (ids.find()) {
        delivered.add(ids.group(1));
      }
      return reply(200);
    }

    @Override
    public void fault(Destination destination, Throwable fault) {
      faults.add(fault);
    }

    @Override
    public void close() {
      shop.close();
    }

    private static Reply reply(int status) {
      return new Reply(status, Headers.of(), "{}\n".getBytes(StandardCharsets.UTF_8));
    }
  }

  @Property(tries = 150)
  void operators_loseNothingAndReorderNothing(
      @ForAll @Size(min = 5, max = 60) List<@IntRange(max = 20) Integer> steps, @ForAll long seed)
      throws IOException {
    Path parent = Files.createTempDirectory("history");
    try (History history = new History(parent.resolve("queue"), seed)) {
      for (int step : steps) {
        history.step(step);
      }
      history.outage = false;
      history.live.resume();
      history.pass(Duration.ofHours(3));
      history.noteDead();

      assertThat(history.faults).isEmpty();
      assertThat(history.live.status().pending()).isZero();
      Set<String> accountedFor = new HashSet<>(history.delivered);
      accountedFor.addAll(history.purged.keySet());
      accountedFor.addAll(history.everDead);
      assertThat(accountedFor).isEqualTo(history.said.keySet());
      history.purged.forEach(
          (id, before) ->
              assertThat(history.delivered.subList(before, history.delivered.size()))
                  .doesNotContain(id));
      for (int person = 0; person < 3; person++) {
        int whose = person;
        assertThat(
                new LinkedHashSet<>(history.delivered)
                    .stream()
                        .filter(id -> history.said.get(id) == whose)
                        .filter(id -> !history.everDead.contains(id)))
            .isSorted();
      }
    } finally {
      try (Stream<Path> all = Files.walk(parent)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
