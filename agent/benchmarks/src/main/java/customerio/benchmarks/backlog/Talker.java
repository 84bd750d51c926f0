package customerio.benchmarks.backlog;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * An application that tells Customer.io of events, knows nothing of an agent, and says how much of
 * its heap is in use after collections.
 */
final class Talker {
  private static final String KEY =
      "Basic " + Base64.getEncoder().encodeToString("site:key".getBytes(StandardCharsets.UTF_8));

  private static final List<String> HEAP_POOLS =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(MemoryPoolMXBean::getName)
          .toList();

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI customerio;
  private final int people;
  private final AtomicLong largest = new AtomicLong();
  private int notAccepted;

  private Talker(URI customerio, int people) {
    this.customerio = customerio;
    this.people = people;
  }

  /**
   * Arguments: Customer.io's address, how many people there are, number of the first event, how
   * many events, pause between them in microseconds.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Talker talker = new Talker(URI.create(arguments[0]), Integer.parseInt(arguments[1]));
    int first = Integer.parseInt(arguments[2]);
    int count = Integer.parseInt(arguments[3]);
    long pauseNanos = Long.parseLong(arguments[4]) * 1000;
    talker.watchCollections();
    for (int i = first; i < first + count; i++) {
      talker.say(i);
      if (pauseNanos > 0) {
        LockSupport.parkNanos(pauseNanos);
      }
    }
    System.out.println("said, not accepted " + talker.notAccepted);
    while (System.in.available() == 0) {
      LockSupport.parkNanos(100_000_000);
    }
    System.out.println("heap " + talker.largest);
    while (true) {
      LockSupport.park(); // until it is killed
    }
  }

  private void say(int number) throws IOException, InterruptedException {
    int person = (int) (number * 7919L % people);
    String event =
        "{\"name\":\"order_placed\",\"data\":{\"person\":%d,\"count\":%d,\"text\":\"%s\"}}"
            .formatted(person, number / people, "x".repeat(100));
    HttpRequest request =
        HttpRequest.newBuilder(customerio.resolve("/api/v1/customers/" + person + "/events"))
            .header("Authorization", KEY)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(event))
            .build();
    int status = client.send(request, BodyHandlers.discarding()).statusCode();
    notAccepted += status == 200 ? 0 : 1;
  }

  /** What is in use after a collection, garbage of older generations included. */
  private void watchCollections() {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector)
          .addNotificationListener(
              (notification, handback) -> {
                GarbageCollectionNotificationInfo info =
                    GarbageCollectionNotificationInfo.from(
                        (CompositeData) notification.getUserData());
                long used =
                    info.getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
                        .filter(pool -> HEAP_POOLS.contains(pool.getKey()))
                        .mapToLong(pool -> pool.getValue().getUsed())
                        .sum();
                largest.accumulateAndGet(used, Math::max);
              },
              null,
              null);
    }
  }
}
