package customerio.tests.differential.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Credentials;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;

/** OkHttp's {@code execute}, with an interceptor and a listener that take notes. */
public class OkHttpCaller implements Caller {
  /** Apart, because nobody promises when a body's end is heard between two interceptors. */
  private final Notes events = new Notes();

  private final Notes notes = new Notes();
  private OkHttpClient client;
  private volatile Call underway;

  private synchronized OkHttpClient client() {
    if (client == null) {
      OkHttpClient.Builder builder = new OkHttpClient.Builder();
      configure(builder);
      client = builder.build();
    }
    return client;
  }

  void configure(OkHttpClient.Builder builder) {
    // OkHttp gives up after ten seconds, of which a busy machine may use more
    builder.readTimeout(1, TimeUnit.MINUTES);
    builder.eventListener(new OkHttpEvents(events));
    builder.addInterceptor(
        chain -> {
          notes.add("interceptor before");
          Response response = chain.proceed(chain.request());
          notes.add("interceptor after " + response.code());
          return response;
        });
  }

  void note(String line) {
    notes.add(line);
  }

  @Override
  public Seen send(Ask ask) throws Exception {
    return send(client(), ask, OkHttpCaller::seen);
  }

  /** What an application does with an answer. */
  interface Reading {
    Seen of(Response response) throws IOException;
  }

  @Override
  public Seen sendExpectingContinue(Ask ask) throws Exception {
    return send(ask.header("Expect", "100-continue"));
  }

  @Override
  public Seen sendAnsweringChallenge(Ask ask, String user, String password) throws Exception {
    OkHttpClient answering =
        client()
            .newBuilder()
            .authenticator(
                (route, response) ->
                    response
                        .request()
                        .newBuilder()
                        .header("Authorization", Credentials.basic(user, password))
                        .build())
            .build();
    return send(answering, ask, OkHttpCaller::seen);
  }

  @Override
  public Seen sendAndReadTwice(Ask ask) throws Exception {
    return send(
        client(),
        ask,
        answer -> {
          try (answer) {
            return Streams.readTwice(
                answer.code(), OkHttpHeaders.of(answer.headers()), answer.body()::byteStream);
          }
        });
  }

  @Override
  public Seen sendAndCloseEarly(Ask ask) throws Exception {
    return send(
        client(),
        ask,
        answer ->
            Streams.closeEarly(
                answer.code(), OkHttpHeaders.of(answer.headers()), answer.body().byteStream()));
  }

  /**
   * OkHttp reads on for 100 ms when a body is closed, and the listener of 3.12 hears of a failed
   * call when that was not enough. What has come with the head is read without that clock.
   */
  @Override
  public String closedEarly() {
    return hasOneShotBodies() ? Caller.super.closedEarly() : "plain";
  }

  /** From 3.14 on. */
  private static boolean hasOneShotBodies() {
    return Arrays.stream(RequestBody.class.getMethods())
        .anyMatch(method -> method.getName().equals("isOneShot"));
  }

  @Override
  public int connectionsInUse() {
    ConnectionPool pool = client().connectionPool();
    return pool.connectionCount() - pool.idleConnectionCount();
  }

  @Override
  public String title() {
    return "OkHttp";
  }

  @Override
  public String switchName() {
    return "okhttp";
  }

  private Seen send(OkHttpClient with, Ask ask, Reading reading) throws Exception {
    OkHttpClient chosen =
        ask.readTimeoutMillis() == 0
            ? with
            : with.newBuilder().readTimeout(ask.readTimeoutMillis(), TimeUnit.MILLISECONDS).build();
    Call call = chosen.newCall(request(ask));
    underway = call;
    try {
      return run(call, reading);
    } catch (InterruptedIOException e) {
      // OkHttp's watchdog, the socket's own timer and an interrupt race: it is one of them
      throw new InterruptedIOException("timeout");
    } catch (IOException e) {
      // with HTTP/1, HTTP/2 and between two steps, OkHttp has an exception of its own each
      throw call.isCanceled() ? new IOException("canceled") : e;
    }
  }

  Seen run(Call call, Reading reading) throws Exception {
    return reading.of(call.execute());
  }

  static Seen seen(Response response) throws IOException {
    try (response) {
      return new Seen(
          response.code(), OkHttpHeaders.of(response.headers()), response.body().string());
    }
  }

  private static Request request(Ask ask) {
    Request.Builder request = new Request.Builder().url(ask.url());
    ask.headers().forEach(request::header);
    return request.method(ask.method(), body(ask)).build();
  }

  private static RequestBody body(Ask ask) {
    if (ask.body() == null) {
      return null;
    }
    return switch (ask.framing()) {
      case BUFFERED -> RequestBody.create(null, ask.body());
      case ONE_SHOT -> new OneShot(ask.body(), ask.body().length);
      case CHUNKED -> new Framed(ask.body(), -1);
    };
  }

  @Override
  public boolean canCancel() {
    return true;
  }

  @Override
  public void cancel() {
    underway.cancel();
  }

  @Override
  public List<String> notes() {
    List<String> noted = new ArrayList<>(notes.taken());
    noted.addAll(events.taken());
    return noted;
  }

  private static class Framed extends RequestBody {
    private final byte[] bytes;
    private final long declared;

    Framed(byte[] bytes, long declared) {
      this.bytes = bytes;
      this.declared = declared;
    }

    @Override
    public MediaType contentType() {
      return null;
    }

    @Override
    public long contentLength() {
      return declared;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.write(bytes);
    }
  }

  private static final class OneShot extends Framed {
    private boolean written;

    OneShot(byte[] bytes, long declared) {
      super(bytes, declared);
    }

    /** Overrides what came with 3.14. */
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      if (written) {
        throw new IllegalStateException("written twice");
      }
      written = true;
      super.writeTo(sink);
    }
  }
}
