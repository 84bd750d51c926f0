package customerio.tests.otlp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/** A collector on the loopback interface: keeps what exporters send by OTLP over HTTP. */
public final class OtlpReceiver implements AutoCloseable {
  private static final int OK = 200;

  /** Not a measure of anything: only what never comes takes so long. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(OtlpReceiver::daemon);
  private final List<OtlpRequest> requests = new ArrayList<>();
  private final List<ReceivedSpan> spans = new ArrayList<>();
  private final List<ReceivedMetric> metrics = new ArrayList<>();
  private Consumer<ReceivedSpan> forward = span -> {};
  private int status = OK;

  private OtlpReceiver(HttpServer server) {
    this.server = server;
  }

  public static OtlpReceiver start() {
    try {
      OtlpReceiver receiver =
          new OtlpReceiver(
              HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0));
      receiver.server.createContext("/", receiver::handle);
      receiver.server.setExecutor(receiver.threads);
      receiver.server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code OTEL_EXPORTER_OTLP_ENDPOINT} is to be, with {@code http/protobuf}. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Each span is handed on, too, before its request is answered. */
  public synchronized void forwardTo(Consumer<ReceivedSpan> next) {
    forward = next;
  }

  /** From now on every request is refused so, and what is in it is not kept as received. */
  public synchronized void answer(int newStatus) {
    status = newStatus;
  }

  public synchronized List<OtlpRequest> requests() {
    return List.copyOf(requests);
  }

  public synchronized List<ReceivedSpan> spans() {
    return List.copyOf(spans);
  }

  public synchronized List<ReceivedMetric> metrics() {
    return List.copyOf(metrics);
  }

  /**
   * @return the spans received so far, as soon as they are such
   * @throws AssertionError when they are not for very long
   */
  public synchronized List<ReceivedSpan> awaitSpans(Predicate<List<ReceivedSpan>> such)
      throws InterruptedException {
    await(() -> such.test(spans), () -> spans);
    return List.copyOf(spans);
  }

  /**
   * @return the newest state of this metric, as soon as there is one
   * @throws AssertionError when there is none for very long
   */
  public synchronized ReceivedMetric awaitMetric(String name, Predicate<ReceivedMetric> such)
      throws InterruptedException {
    Predicate<ReceivedMetric> wanted = metric -> metric.name().equals(name) && such.test(metric);
    await(
        () -> metrics.stream().anyMatch(wanted),
        () -> metrics.stream().map(ReceivedMetric::name).distinct().toList());
    return metrics.stream().filter(wanted).reduce((first, second) -> second).orElseThrow();
  }

  /** Blocks until so many requests have come, answered well or not. */
  public synchronized void awaitRequests(int count) throws InterruptedException {
    await(() -> requests.size() >= count, requests::size);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private interface Condition {
    boolean holds();
  }

  private interface Evidence {
    Object now();
  }

  private void await(Condition condition, Evidence evidence) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("received only " + evidence.now());
      }
      wait(left);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] wire = exchange.getRequestBody().readAllBytes();
    OtlpRequest request =
        new OtlpRequest(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getPath(),
            exchange.getRequestHeaders(),
            plain(exchange, wire));
    int answer = keep(request);
    exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
    exchange.sendResponseHeaders(answer, -1);
    exchange.close();
  }

  private synchronized int keep(OtlpRequest request) throws IOException {
    requests.add(request);
    notifyAll();
    if (status != OK) {
      return status;
    }
    switch (request.path()) {
      case "/v1/traces" -> {
        for (ReceivedSpan span :
            ReceivedSpan.all(ExportTraceServiceRequest.parseFrom(request.body()))) {
          spans.add(span);
          forward.accept(span);
        }
      }
      case "/v1/metrics" -> {
        metrics.addAll(ReceivedMetric.all(ExportMetricsServiceRequest.parseFrom(request.body())));
      }
      default -> throw new IOException("no such signal: " + request.path());
    }
    return OK; // without a body: a full success is the empty message
  }

  private static byte[] plain(HttpExchange exchange, byte[] wire) throws IOException {
    if (!"gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
      return wire;
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(wire))) {
      return in.readAllBytes();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "otlp-receiver");
    thread.setDaemon(true);
    return thread;
  }
}
