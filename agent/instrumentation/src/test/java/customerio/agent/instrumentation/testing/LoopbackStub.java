package customerio.agent.instrumentation.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import customerio.agent.capture.Header;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A server on the loopback interface that remembers what it received. */
public final class LoopbackStub implements AutoCloseable {

  /** One request as it arrived. */
  public record Received(String method, String target, Headers headers, String body) {}

  public final List<Received> received = new CopyOnWriteArrayList<>();

  /** Counted down when the first request is there. */
  public final CountDownLatch reached = new CountDownLatch(1);

  private final CountDownLatch released = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final Function<Received, Reply> script;

  public LoopbackStub(Function<Received, Reply> script) throws IOException {
    this.script = script;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public static LoopbackStub answering(Reply reply) throws IOException {
    return new LoopbackStub(request -> reply);
  }

  public static Reply json(int status, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new Reply(
        status,
        Headers.of(
            "Content-type", "application/json", "Content-length", String.valueOf(bytes.length)),
        bytes);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  public URL at(String path) throws IOException {
    return new URL(url(path));
  }

  /** A reply of null keeps the caller waiting until this is called or the stub is closed. */
  public void release() {
    released.countDown();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Headers headers = Headers.NONE;
      for (var field : exchange.getRequestHeaders().entrySet()) {
        for (String value : field.getValue()) {
          headers = headers.with(field.getKey(), value);
        }
      }
      Received request =
          new Received(
              exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body);
      received.add(request);
      reached.countDown();
      Reply reply = script.apply(request);
      if (reply == null) {
        released.await();
        return;
      }
      for (Header line : reply.headers()) {
        if (!line.name().equalsIgnoreCase("Content-length")) {
          exchange.getResponseHeaders().add(line.name(), line.value());
        }
      }
      boolean bodyless = reply.body().length == 0 || request.method().equals("HEAD");
      exchange.sendResponseHeaders(reply.status(), bodyless ? -1 : reply.body().length);
      if (!bodyless) {
        exchange.getResponseBody().write(reply.body());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    release();
    server.stop(0);
    threads.shutdownNow();
  }
}
