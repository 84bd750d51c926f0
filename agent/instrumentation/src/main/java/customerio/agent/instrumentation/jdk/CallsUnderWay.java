package customerio.agent.instrumentation.jdk;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The taken calls of each client that nobody has an answer to yet. The client itself knows nothing
 * of them. Holds a client only while it has such calls. Thread-safe.
 */
final class CallsUnderWay {
  private static final Map<HttpClient, Set<TakenFuture<?>>> BY_CLIENT = new ConcurrentHashMap<>();

  private CallsUnderWay() {}

  static void add(HttpClient client, TakenFuture<?> call) {
    BY_CLIENT.compute(
        client,
        (same, calls) -> {
          Set<TakenFuture<?>> more = calls == null ? ConcurrentHashMap.newKeySet() : calls;
          more.add(call);
          return more;
        });
    call.whenComplete((response, failure) -> remove(client, call));
  }

  static void remove(HttpClient client, TakenFuture<?> call) {
    BY_CLIENT.computeIfPresent(
        client,
        (same, calls) -> {
          calls.remove(call);
          return calls.isEmpty() ? null : calls;
        });
  }

  /** None of them gets an answer any more. */
  static void abort(HttpClient client, IOException why) {
    Set<TakenFuture<?>> calls = BY_CLIENT.get(client);
    if (calls != null) {
      calls.forEach(call -> call.abort(why));
    }
  }

  /**
   * @return whether all were answered, or failed, before the time was over
   */
  static boolean await(HttpClient client, Duration atMost) throws InterruptedException {
    Set<TakenFuture<?>> calls = BY_CLIENT.get(client);
    if (calls == null) {
      return true;
    }
    try {
      CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new))
          .get(TimeUnit.NANOSECONDS.convert(atMost), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failed) {
      return true;
    } catch (TimeoutException e) {
      return false;
    }
    return true;
  }
}
