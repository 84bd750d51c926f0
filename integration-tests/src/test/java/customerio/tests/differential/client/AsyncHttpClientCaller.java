package customerio.tests.differential.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.DefaultAsyncHttpClientConfig;
import org.asynchttpclient.Dsl;
import org.asynchttpclient.ListenableFuture;
import org.asynchttpclient.RequestBuilder;
import org.asynchttpclient.Response;
import org.asynchttpclient.request.body.generator.InputStreamBodyGenerator;

/** AsyncHttpClient, 2 and 3. */
public final class AsyncHttpClientCaller implements Caller {
  private final AsyncHttpClient client;
  private final Underway underway = new Underway();

  public AsyncHttpClientCaller() {
    this(Dsl.config());
  }

  public AsyncHttpClientCaller(DefaultAsyncHttpClientConfig.Builder config) {
    client = Dsl.asyncHttpClient(config.setFollowRedirect(true));
  }

  @Override
  public String title() {
    return "AsyncHttpClient";
  }

  @Override
  public Way way() {
    return Way.ASYNC;
  }

  @Override
  public String switchName() {
    return "async-http-client";
  }

  @Override
  public Seen send(Ask ask) throws Exception {
    RequestBuilder request = new RequestBuilder(ask.method()).setUrl(ask.url());
    ask.headers().forEach(request::setHeader);
    if (ask.readTimeoutMillis() > 0) {
      limit(request, ask.readTimeoutMillis());
    }
    if (ask.body() != null) {
      body(request, ask);
    }
    underway.expect();
    ListenableFuture<Response> call = client.executeRequest(request);
    underway.begun(call);
    try {
      return seen(Waiting.on(call));
    } catch (Exception e) {
      throw plain(e);
    }
  }

  /** Its messages name the port that it is connected to, which is the bridge's. */
  private static Exception plain(Exception failure) {
    if (failure instanceof TimeoutException) {
      return new TimeoutException(failure.getMessage().replaceAll("to \\S+ after", "after"));
    }
    if (failure.getClass() == IOException.class) {
      return new IOException(failure.getMessage());
    }
    return failure;
  }

  /** Milliseconds in 2, a duration in 3. */
  private static void limit(RequestBuilder request, int millis)
      throws ReflectiveOperationException {
    for (Method method : RequestBuilder.class.getMethods()) {
      if (method.getName().equals("setRequestTimeout")) {
        method.invoke(
            request,
            method.getParameterTypes()[0] == int.class
                ? (Object) millis
                : Duration.ofMillis(millis));
        return;
      }
    }
  }

  private static void body(RequestBuilder request, Ask ask) {
    switch (ask.framing()) {
      case BUFFERED -> request.setBody(ask.body());
      case ONE_SHOT ->
          request.setBody(
              new InputStreamBodyGenerator(
                  new ByteArrayInputStream(ask.body()), ask.body().length));
      case CHUNKED ->
          request.setBody(new InputStreamBodyGenerator(new ByteArrayInputStream(ask.body())));
    }
  }

  private static Seen seen(Response response) {
    return new Seen(
        response.getStatusCode(),
        HeaderLines.of(response.getHeaders()),
        response.getResponseBody());
  }

  @Override
  public boolean canCancel() {
    return true;
  }

  @Override
  public void cancel() {
    underway.cancel();
  }
}
