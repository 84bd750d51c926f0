package customerio.benchmarks.backlog;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Customer.io as far as a backlog is concerned: down or well, and it checks that each person's
 * events come in order, none missing. Thread-safe.
 */
final class Sink implements AutoCloseable {
  private static final Pattern EVENT = Pattern.compile("\"person\":(\\d+),\"count\":(\\d+)");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private final int[] next;
  private boolean downAfterNext;
  private boolean down;
  private long arrived;
  private long repeated;
  private long misplaced;

  Sink(int people) throws IOException {
    next = new int[people];
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** One more request is answered, which shows that the credential is good. */
  synchronized void goDownAfterNext() {
    downAfterNext = true;
  }

  synchronized void comeBack() {
    down = false;
  }

  synchronized long arrived() {
    return arrived;
  }

  /** Arrived again. */
  synchronized long repeated() {
    return repeated;
  }

  /** Arrived before one that was said earlier about the same person. */
  synchronized long misplaced() {
    return misplaced;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(take(body) ? 200 : 503, answer.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(answer);
    }
  }

  private synchronized boolean take(String body) {
    if (down) {
      return false;
    }
    down = downAfterNext;
    downAfterNext = false;
    Matcher events = EVENT.matcher(body);
    while (events.find()) {
      int person = Integer.parseInt(events.group(1));
      int count = Integer.parseInt(events.group(2));
      if (count == next[person]) {
        next[person]++;
        arrived++;
      } else if (count < next[person]) {
        repeated++;
      } else {
        misplaced++;
      }
    }
    return true;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
