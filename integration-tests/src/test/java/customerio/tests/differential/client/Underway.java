package customerio.tests.differential.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/**
 * The call that one thread waits for and another gives up. A server may have the request before the
 * client has given back what it can be given up by.
 */
final class Underway {
  private volatile CompletableFuture<Future<?>> begun = new CompletableFuture<>();

  /** Comes before a call. */
  void expect() {
    begun = new CompletableFuture<>();
  }

  void begun(Future<?> call) {
    begun.complete(call);
  }

  /** Waits for the call, if it has not begun. */
  void cancel() {
    begun.join().cancel(true);
  }
}
