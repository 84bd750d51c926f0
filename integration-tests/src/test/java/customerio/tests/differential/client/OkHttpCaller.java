package customerio.tests.differential.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;

/** OkHttp's {@code execute}, with an interceptor and a listener that take notes. */
public class OkHttpCaller implements Caller {
  /** Apart, because nobody promises when a body's end is heard between two interceptors. */
  private final List<String> events = new CopyOnWriteArrayList<>();

  private final List<String> notes = new CopyOnWriteArrayList<>();
  private OkHttpClient client;
  private volatile Call underway;

  private OkHttpClient client() {
    if (client == null) {
      OkHttpClient.Builder builder = new OkHttpClient.Builder();
      configure(builder);
      client = builder.build();
    }
    return client;
  }

  void configure(OkHttpClient.Builder builder) {
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
    OkHttpClient chosen =
        ask.readTimeoutMillis() == 0
            ? client()
            : client()
                .newBuilder()
                .readTimeout(ask.readTimeoutMillis(), TimeUnit.MILLISECONDS)
                .build();
    Call call = chosen.newCall(request(ask));
    underway = call;
    try {
      return run(call);
    } catch (InterruptedIOException e) {
      // OkHttp's watchdog, the socket's own timer and an interrupt race: it is one of them
      throw new InterruptedIOException("timeout");
    } catch (IOException e) {
      // with HTTP/1, HTTP/2 and between two steps, OkHttp has an exception of its own each
      throw call.isCanceled() ? new IOException("canceled") : e;
    }
  }

  Seen run(Call call) throws Exception {
    return seen(call.execute());
  }

  static Seen seen(Response response) throws IOException {
    try (response) {
      return new Seen(response.code(), response.headers().toMultimap(), response.body().string());
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
    List<String> noted = new ArrayList<>(notes);
    noted.addAll(events);
    notes.clear();
    events.clear();
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
