package customerio.simulator.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import customerio.simulator.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last requests as they came. Bounded in number and in the bytes of bodies. Thread-safe. */
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

  private final Deque<Entry> entries = new ArrayDeque<>();
  private long bytes;

  /** Oldest first. */
  public synchronized List<Entry> all() {
    return new ArrayList<>(entries);
  }

  synchronized void add(ApiRequest request, String answered) {
    entries.addLast(new Entry(request, answered));
    bytes += request.body().length;
    while (entries.size() > MOST_ENTRIES || bytes > MOST_BYTES) {
      bytes -= entries.removeFirst().request().body().length;
    }
  }

  public synchronized void clear() {
    entries.clear();
    bytes = 0;
  }
}
