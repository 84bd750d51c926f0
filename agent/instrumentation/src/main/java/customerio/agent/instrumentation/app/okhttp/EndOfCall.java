package customerio.agent.instrumentation.app.okhttp;

import java.io.IOException;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.AsyncTimeout;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;

/**
 * Up to 3.13 a call ends when its connection has delivered the body: then the timer of {@code
 * callTimeout} stops and {@code callEnd} is heard. Here the body does that itself, unless the call
 * has kept the connection of an attempt before, a challenge that was passed on: OkHttp gives that
 * one back and ends the call. From 3.14 on, OkHttp ends a call without a connection by itself.
 */
final class EndOfCall extends ForwardingSource {
  private final Call call;
  private boolean ended;

  private EndOfCall(Source body, Call call) {
    super(body);
    this.call = call;
  }

  static Response watch(Response response, Interceptor.Chain chain) {
    Call call = chain.call();
    if (!OkHttpInternals.RETRIES_FOREVER
        || OkHttpInternals.hasConnection(chain)
        || isFollowedUp(response, OkHttpInternals.client(call))) {
      return response;
    }
    ResponseBody body = response.body();
    return response
        .newBuilder()
        .body(
            ResponseBody.create(
                body.contentType(),
                body.contentLength(),
                Okio.buffer(new EndOfCall(body.source(), call))))
        .build();
  }

  /**
   * OkHttp may close this body and go on with another request of the same call. By the rules of its
   * RetryAndFollowUpInterceptor; where they are not sure, nothing is said too early.
   */
  private static boolean isFollowedUp(Response response, OkHttpClient client) {
    if (client == null) {
      return response.code() >= 300;
    }
    return switch (response.code()) {
      case 300, 301, 302, 303, 307, 308 ->
          client.followRedirects() && response.header("Location") != null;
      case 401 -> client.authenticator() != Authenticator.NONE;
      case 407 -> client.proxyAuthenticator() != Authenticator.NONE;
      case 408 -> client.retryOnConnectionFailure();
      case 503 -> "0".equals(response.header("Retry-After"));
      default -> false;
    };
  }

  @Override
  public long read(Buffer sink, long byteCount) throws IOException {
    long read = super.read(sink, byteCount);
    if (read == -1) {
      end();
    }
    return read;
  }

  @Override
  public void close() throws IOException {
    super.close();
    end();
  }

  private void end() {
    if (ended) {
      return;
    }
    ended = true;
    if (call.timeout() instanceof AsyncTimeout timer) {
      timer.exit();
    }
    new CallEvents(call).ended();
  }
}
