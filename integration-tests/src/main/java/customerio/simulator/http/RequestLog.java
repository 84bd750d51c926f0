package customerio.simulator.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import customerio.simulator.Journal;
import customerio.simulator.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * The last requests as they came, in the order in which they were answered or cut. Bounded in
 * number and in the bytes of bodies. Thread-safe.
 */
public final class RequestLog {

  private static final int MOST_ENTRIES = 100_000;
  private static final long MOST_BYTES = 256L << 20;

  /**
   * @param answered a status, or {@code unanswered}
   */
  public record Entry(ApiRequest request, String answered) {

    public String bodyText() {
      return new String(request.body(), StandardCharsets.UTF_8);
    }

    public ObjectNode json() {
      ObjectNode node = Json.object();
      node.put("request", request.number())
          .put("host", request.host().label())
          .put("method", request.method())
          .put("target", request.target());
      ObjectNode headers = node.putObject("headers");
      request.headers().forEach((name, values) -> headers.put(name, String.join(", ", values)));
      return node.put("body", bodyText()).put("status", answered);
    }
  }

  private final Journal<Entry> journal =
      new Journal<>(MOST_ENTRIES, MOST_BYTES, entry -> entry.request().body().length);

  /** Oldest first. */
  public List<Entry> all() {
    return journal.all();
  }

  /**
   * Waits until that many requests of that description were answered or cut, and returns them.
   *
   * @throws AssertionError when the time is over first
   */
  public List<Entry> await(int count, Predicate<Entry> wanted, Duration atMost) {
    return journal.await(count, wanted, atMost);
  }

  public void clear() {
    journal.clear();
  }

  void add(ApiRequest request, String answered) {
    journal.add(new Entry(request, answered));
  }
}
