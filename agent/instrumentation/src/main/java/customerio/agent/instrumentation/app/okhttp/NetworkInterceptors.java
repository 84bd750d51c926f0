package customerio.agent.instrumentation.app.okhttp;

import customerio.agent.capture.CallTaker;
import customerio.agent.instrumentation.weaving.Outcome;
import java.io.IOException;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * Lets the application's network interceptors run around an answer of ours, without the connection
 * they usually have.
 *
 * <p>They may change the request, so the answer is made behind them, by {@link
 * CallServerInterception}. Whatever they do, one thing is decided by {@link Attempt} alone: has the
 * call been answered? If not, the original runs, with a connection, and they run again.
 *
 * <p>Thread-safe.
 */
final class NetworkInterceptors {
  private final Set<OkHttpClient> needConnection =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  /** Some interceptor of this client has failed without one before. */
  boolean needConnection(OkHttpClient client) {
    return client != null && needConnection.contains(client);
  }

  /**
   * @param client null when it is not known
   * @param self whose place in the chain this is
   */
  Outcome answerBehind(
      CallTaker taker, Interceptor.Chain chain, OkHttpClient client, Interceptor self) {
    TakenCall call = TakenCall.of(taker, chain);
    if (call == null) {
      return Outcome.ORIGINAL;
    }
    try {
      if (!call.mayBeTaken()) {
        return call.leave(self); // without running them twice
      }
    } catch (Throwable fault) {
      taker.suppressed("okhttp", fault);
      return call.original(self);
    }
    Attempt attempt = new Attempt();
    Response response = null;
    Throwable thrown = null;
    Attempt outer = attempt.begin();
    try {
      response = chain.proceed(call.replayable());
    } catch (Throwable e) {
      thrown = e;
    } finally {
      Attempt.end(outer);
    }
    if (attempt.isAnswered()) {
      return thrown == null ? new Outcome.Answer(response) : failure(thrown, chain.call());
    }
    if (response != null) {
      response.close();
    }
    if (!attempt.isReached()) {
      taker.bypassed(); // whatever goes out now, the engine was not asked about it
    }
    if (!attempt.isReached() && !(thrown instanceof IOException) && client != null) {
      needConnection.add(client);
      taker.suppressed("okhttp network interceptor without connection", thrown);
    }
    return call.original(self);
  }

  private static Outcome failure(Throwable thrown, Call call) {
    return new Outcome.Failure(
        thrown instanceof IOException failure ? Unrecoverable.of(failure, call) : thrown);
  }
}
