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
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The taken calls of each client that nobody has an answer to yet. The client itself knows nothing
 * of them. Holds a client only while it has such calls. Thread-safe.
 */
final class CallsUnderWay {
  private static final Map<HttpClient, Calls> BY_CLIENT = new ConcurrentHashMap<>();

  /** How many clients wait for their shutdown; mostly none, which all other calls find out fast. */
  private static final AtomicInteger SHUTDOWNS_DUE = new AtomicInteger();

  /** Of one client; what is done when they are over is null as long as nobody has asked for it. */
  private static final class Calls {
    final Set<TakenFuture<?>> underWay = ConcurrentHashMap.newKeySet();
    volatile Runnable shutdown;
  }

  private CallsUnderWay() {}

  static void add(HttpClient client, TakenFuture<?> call) {
    BY_CLIENT.compute(
        client,
        (same, known) -> {
          Calls calls = known == null ? new Calls() : known;
          calls.underWay.add(call);
          return calls;
        });
    call.whenComplete((response, failure) -> remove(client, call));
  }

  static void remove(HttpClient client, TakenFuture<?> call) {
    Calls[] over = new Calls[1];
    BY_CLIENT.computeIfPresent(
        client,
        (same, calls) -> {
          if (!calls.underWay.remove(call) || !calls.underWay.isEmpty()) {
            return calls;
          }
          over[0] = calls;
          return null;
        });
    if (over[0] != null && over[0].shutdown != null) {
      SHUTDOWNS_DUE.decrementAndGet();
      over[0].shutdown.run();
    }
  }

  /**
   * Whether there are calls that a shutdown has to wait for. Not those that have ended just now,
   * and whose ends are being told: by one of these the application may have come here, and it may
   * go on to wait for the end of the client on the same thread.
   *
   * @param shutdown of the client, run when they are over
   * @return false when it can be now
   */
  static boolean areBefore(HttpClient client, Runnable shutdown) {
    return BY_CLIENT.computeIfPresent(
            client,
            (same, calls) -> {
              calls.underWay.removeIf(TakenFuture::isDone);
              boolean wasDue = calls.shutdown != null;
              if (calls.underWay.isEmpty()) {
                SHUTDOWNS_DUE.addAndGet(wasDue ? -1 : 0);
                return null;
              }
              SHUTDOWNS_DUE.addAndGet(wasDue ? 0 : 1);
              calls.shutdown = shutdown;
              return calls;
            })
        != null;
  }

  /** Whether the client was shut down and still waits for calls of before. */
  static boolean isShutdownDue(HttpClient client) {
    if (SHUTDOWNS_DUE.get() == 0) {
      return false;
    }
    Calls calls = BY_CLIENT.get(client);
    return calls != null && calls.shutdown != null;
  }

  /** None of them gets an answer any more. */
  static void abort(HttpClient client, IOException why) {
    Calls calls = BY_CLIENT.get(client);
    if (calls != null) {
      calls.underWay.forEach(call -> call.abort(why));
    }
  }

  /**
   * @return whether all were answered, or failed, before the time was over
   */
  static boolean await(HttpClient client, Duration atMost) throws InterruptedException {
    Calls calls = BY_CLIENT.get(client);
    if (calls == null) {
      return true;
    }
    try {
      CompletableFuture.allOf(calls.underWay.toArray(CompletableFuture[]::new))
          .get(TimeUnit.NANOSECONDS.convert(atMost), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failed) {
      return true;
    } catch (TimeoutException e) {
      return false;
    }
    return true;
  }
}
