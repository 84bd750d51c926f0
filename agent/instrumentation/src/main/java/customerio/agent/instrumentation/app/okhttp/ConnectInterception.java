package customerio.agent.instrumentation.app.okhttp;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.OwnWay;
import customerio.agent.capture.Seam;
import customerio.agent.instrumentation.weaving.Interceptor;
import customerio.agent.instrumentation.weaving.Outcome;
import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Before OkHttp looks for a connection. */
public final class ConnectInterception implements Interceptor {
  private static final Seam SEAM = Seam.of("okhttp");
  private final NetworkInterceptors networkInterceptors = new NetworkInterceptors();

  @Override
  public Outcome intercept(Object self, Object[] arguments) {
    CallTaker taker = SEAM.taker();
    if (taker == null || !(arguments[0] instanceof okhttp3.Interceptor.Chain chain)) {
      return Outcome.ORIGINAL;
    }
    HttpUrl url = chain.request().url();
    if (!taker.claims(url.scheme(), url.host(), url.port(), url.encodedPath())) {
      return Outcome.ORIGINAL;
    }
    if (!canBeTaken(chain)) {
      return Outcome.ORIGINAL;
    }
    OkHttpClient client = OkHttpInternals.client(chain.call());
    OwnWay way = client == null ? OwnWay.UNKNOWN : ClientWay.of(client, chain.request());
    if (way != null && taker.leaves("OkHttp", way)) {
      return Outcome.ORIGINAL;
    }
    if (client != null && client.networkInterceptors().isEmpty()) {
      return answer(taker, chain, (okhttp3.Interceptor) self);
    }
    if (networkInterceptors.needConnection(client)) {
      taker.bypassed();
      return Outcome.ORIGINAL;
    }
    return networkInterceptors.answerBehind(taker, chain, client, (okhttp3.Interceptor) self);
  }

  private static boolean canBeTaken(okhttp3.Interceptor.Chain chain) {
    Request request = chain.request();
    return switch (request.method()) {
      case "HEAD", "OPTIONS", "TRACE", "CONNECT" -> false;
      default -> request.header("Upgrade") == null && !chain.call().isCanceled();
    };
  }

  private static Outcome answer(
      CallTaker taker, okhttp3.Interceptor.Chain chain, okhttp3.Interceptor self) {
    TakenCall call = TakenCall.of(taker, chain);
    if (call == null) {
      return Outcome.ORIGINAL;
    }
    try {
      Response response = call.answer();
      return response == null ? call.original(self) : new Outcome.Answer(response);
    } catch (IOException e) {
      return new Outcome.Failure(Unrecoverable.of(e, chain.call()));
    } catch (Throwable fault) {
      taker.suppressed("okhttp", fault);
      return call.original(self);
    }
  }
}
