package customerio.tests.differential.client;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleResponseConsumer;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.StreamChannel;
import org.apache.hc.core5.http.nio.entity.AbstractBinAsyncEntityProducer;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.io.CloseMode;

/** Apache HttpClient 5, asynchronous, with interceptors that take notes. */
public final class Hc5AsyncCaller implements Caller {
  private final Notes notes = new Notes();
  private final Underway underway = new Underway();
  private PoolingAsyncClientConnectionManager connections;
  private CloseableHttpAsyncClient client;
  private boolean cancelled;
  private volatile String answeredOn;

  public Hc5AsyncCaller() {
    start();
  }

  private void start() {
    connections = new PoolingAsyncClientConnectionManager();
    client =
        ToldInOrder.of(HttpAsyncClientBuilder.create())
            .setConnectionManager(connections)
            .addRequestInterceptorFirst(
                (request, entity, context) -> notes.add("request interceptor"))
            .addResponseInterceptorFirst(
                (response, entity, context) ->
                    notes.add("response interceptor " + response.getCode()))
            .build();
    client.start();
  }

  /**
   * HttpClient loses one cancel in five, and its connection with it; with 5.3.1 on JDK 25, without
   * the agent, later calls then never ended. So what follows a cancel has a client of its own.
   */
  private synchronized CloseableHttpAsyncClient client() {
    if (cancelled) {
      client.close(CloseMode.IMMEDIATE);
      start();
      cancelled = false;
    }
    return client;
  }

  private synchronized void giveUp() {
    cancelled = true;
  }

  @Override
  public String title() {
    return "Apache HttpClient 5 async";
  }

  @Override
  public Seen send(Ask ask) throws Exception {
    return send(ask, HttpClientContext.create(), RequestConfig.custom());
  }

  private Seen send(Ask ask, HttpClientContext context, RequestConfig.Builder config)
      throws Exception {
    if (ask.readTimeoutMillis() > 0) {
      config.setResponseTimeout(ask.readTimeoutMillis(), TimeUnit.MILLISECONDS);
    }
    context.setRequestConfig(config.build());
    HttpRequest request = new BasicHttpRequest(ask.method(), URI.create(ask.url()));
    ask.headers().forEach(request::setHeader);
    Listener listener = new Listener();
    underway.expect();
    Future<SimpleHttpResponse> call =
        client()
            .execute(
                new BasicRequestProducer(request, ask.body() == null ? null : entity(ask)),
                SimpleResponseConsumer.create(),
                context,
                listener);
    underway.begun(call);
    try {
      SimpleHttpResponse response = Waiting.on(call);
      // the future is complete before its callback is told
      listener.told.await();
      return new Seen(response.getCode(), Hc5Caller.headers(response), response.getBodyText());
    } catch (InterruptedException e) {
      call.cancel(true);
      throw e;
    }
  }

  @Override
  public Way way() {
    return Way.CALLBACK;
  }

  @Override
  public String switchName() {
    return "apache5-async";
  }

  @Override
  public String answeredOn() {
    return answeredOn;
  }

  @Override
  public Seen sendExpectingContinue(Ask ask) throws Exception {
    return send(
        ask, HttpClientContext.create(), RequestConfig.custom().setExpectContinueEnabled(true));
  }

  @Override
  public Seen sendAnsweringChallenge(Ask ask, String user, String password) throws Exception {
    BasicCredentialsProvider credentials = new BasicCredentialsProvider();
    credentials.setCredentials(
        new AuthScope(null, -1), new UsernamePasswordCredentials(user, password.toCharArray()));
    HttpClientContext context = HttpClientContext.create();
    context.setCredentialsProvider(credentials);
    return send(ask, context, RequestConfig.custom());
  }

  @Override
  public int connectionsInUse() {
    return connections.getTotalStats().getLeased();
  }

  @Override
  public boolean canCancel() {
    return true;
  }

  @Override
  public void cancel() {
    underway.cancel();
    giveUp();
  }

  @Override
  public List<String> notes() {
    return notes.taken();
  }

  private static AsyncEntityProducer entity(Ask ask) {
    return switch (ask.framing()) {
      case BUFFERED -> new BasicAsyncEntityProducer(ask.body(), null);
      case ONE_SHOT -> new OneShot(ask.body());
      case CHUNKED -> new BasicAsyncEntityProducer(ask.body(), null, true);
    };
  }

  private final class Listener implements FutureCallback<SimpleHttpResponse> {
    private final CountDownLatch told = new CountDownLatch(1);

    @Override
    public void completed(SimpleHttpResponse result) {
      answeredOn = Thread.currentThread().getName();
      told.countDown();
    }

    @Override
    public void failed(Exception e) {
      // the future says so
    }

    @Override
    public void cancelled() {
      // the future says so
    }
  }

  /** In small pieces, once. */
  private static final class OneShot extends AbstractBinAsyncEntityProducer {
    private final ByteBuffer bytes;

    OneShot(byte[] bytes) {
      super(512, null);
      this.bytes = ByteBuffer.wrap(bytes);
    }

    @Override
    public boolean isRepeatable() {
      return false;
    }

    @Override
    public long getContentLength() {
      return bytes.capacity();
    }

    @Override
    protected int availableData() {
      return Integer.MAX_VALUE;
    }

    @Override
    protected void produceData(StreamChannel<ByteBuffer> channel) throws IOException {
      ByteBuffer piece = bytes.duplicate();
      piece.limit(Math.min(bytes.limit(), bytes.position() + 1000));
      int before = piece.position();
      channel.write(piece);
      bytes.position(bytes.position() + piece.position() - before);
      if (!bytes.hasRemaining()) {
        channel.endStream();
      }
    }

    @Override
    public void failed(Exception cause) {
      // the future says so
    }
  }
}
