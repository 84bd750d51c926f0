package customerio.tests.differential;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A server on a free port of this machine that answers as a test needs it. */
final class AnswerServer implements AutoCloseable {
  private static final int HUGE = 3_000_000;

  private final Server server;
  private final ServerConnector connector;
  private final CompletableFuture<Void> given = new CompletableFuture<>();

  private AnswerServer(Answer answer) throws Exception {
    QueuedThreadPool threads = new QueuedThreadPool(16, 2);
    threads.setName("answers");
    threads.setDaemon(true);
    server = new Server(threads);
    server.setStopTimeout(0);
    HttpConfiguration plain = new HttpConfiguration();
    plain.setSendServerVersion(false);
    connector = new ServerConnector(server, 0, 1, new HttpConnectionFactory(plain));
    connector.setHost("127.0.0.1");
    // with a PortReservation
    connector.setReusePort(true);
    server.addConnector(connector);
    server.setHandler(new Answering(answer, given));
    server.start();
  }

  private interface Answer {
    void to(Request request, Exchange exchange) throws IOException;
  }

  /** Says what it was sent. */
  static AnswerServer echo() throws Exception {
    return new AnswerServer(AnswerServer::echo);
  }

  /** Answers as Track does, but only those who give a credential when they are asked for it. */
  static AnswerServer challenging() throws Exception {
    return new AnswerServer(
        (request, exchange) -> {
          if (request.getHeaders().contains(HttpHeader.AUTHORIZATION)) {
            exchange
                .header("Access-Control-Allow-Origin", "*")
                .header("Cache-Control", "no-cache, no-store, must-revalidate, max-age=0")
                .header("Status", "200 OK")
                .header("Content-Type", "application/json; charset=utf-8")
                .answer(200, "{}\n");
          } else {
            exchange.header("WWW-Authenticate", "Basic realm=\"shop\"").answer(401, "{\"who\":0}");
          }
        });
  }

  /** Answers as the query says. */
  static AnswerServer onDemand() throws Exception {
    return new AnswerServer(AnswerServer::onDemand);
  }

  String base() {
    return "http://127.0.0.1:" + connector.getLocalPort();
  }

  /** Gives what was asked to be kept, and from now on keeps nothing. */
  void give() {
    given.complete(null);
  }

  private static void echo(Request request, Exchange exchange) throws IOException {
    StringBuilder head = new StringBuilder();
    for (HttpField field : request.getHeaders()) {
      // the port differs from run to run
      if (field.getHeader() != HttpHeader.HOST) {
        head.append(field.getName()).append(": ").append(field.getValue()).append('\n');
      }
    }
    String body = new String(exchange.body(), StandardCharsets.UTF_8);
    exchange
        .header("X-Request", request.getMethod() + ' ' + request.getHttpURI().getPathQuery())
        .answer(201, head + "\n" + body);
  }

  private static void onDemand(Request request, Exchange exchange) throws IOException {
    if (request.getHttpURI().getPath().equals("/v1/moved")) {
      exchange.header("Location", "/v1/campaigns?answer=plain").answer(302, "");
      return;
    }
    String which = String.valueOf(request.getHttpURI().getQuery()).replace("answer=", "");
    String text = "{\"answer\":\"" + which + "\"}";
    switch (which) {
      case "gzip" -> exchange.zipped(text);
      case "chunked" -> exchange.pieces(text, text, text);
      case "kept" -> exchange.kept(text);
      case "huge" -> exchange.answer(200, "h".repeat(HUGE));
      case "204" -> exchange.answer(204, "");
      case "404" -> exchange.answer(404, text);
      // not 500, for which this server has a reason phrase of its own
      case "502" -> exchange.answer(502, text);
      case "names" ->
          exchange
              .header("X-beta", "1")
              .header("x-ALPHA", "2")
              .header("X-Twice", "3")
              .header("X-Twice", "4")
              .answer(200, text);
      case "cut" -> exchange.cut(text);
      default -> exchange.answer(200, text);
    }
  }

  private static final class Answering extends Handler.Abstract {
    private final Answer answer;
    private final CompletableFuture<Void> given;

    Answering(Answer answer, CompletableFuture<Void> given) {
      this.answer = answer;
      this.given = given;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      answer.to(request, new Exchange(request, response, callback, given));
      return true;
    }
  }

  private record Exchange(
      Request request, Response response, Callback callback, CompletableFuture<Void> given) {

    byte[] body() throws IOException {
      try (InputStream in = Content.Source.asInputStream(request)) {
        return in.readAllBytes();
      }
    }

    Exchange header(String name, String value) {
      response.getHeaders().add(name, value);
      return this;
    }

    void answer(int status, String text) throws IOException {
      body();
      send(status, text.getBytes(StandardCharsets.UTF_8));
    }

    private void send(int status, byte[] bytes) {
      response.setStatus(status);
      if (bytes.length > 0) {
        if (!response.getHeaders().contains(HttpHeader.CONTENT_TYPE)) {
          header("Content-Type", "application/json");
        }
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
      }
      response.write(true, ByteBuffer.wrap(bytes), callback);
    }

    void zipped(String text) throws IOException {
      if (!String.valueOf(request.getHeaders().get(HttpHeader.ACCEPT_ENCODING)).contains("gzip")) {
        answer(200, text);
        return;
      }
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
      header("Content-Encoding", "gzip").send(200, packed.toByteArray());
    }

    void pieces(String... pieces) throws IOException {
      header("Content-Type", "application/json");
      try (var out = Content.Sink.asOutputStream(response)) {
        for (String piece : pieces) {
          out.write(piece.getBytes(StandardCharsets.UTF_8));
          out.flush();
        }
      }
      callback.succeeded();
    }

    /** Until {@link AnswerServer#give}. */
    void kept(String text) {
      given.thenRun(() -> send(200, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Half of the body, then nothing. */
    void cut(String text) {
      header("Content-Type", "application/json");
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 2L * text.length());
      response.write(
          false,
          ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)),
          Callback.from(
              () -> request.getConnectionMetaData().getConnection().getEndPoint().close()));
    }
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
