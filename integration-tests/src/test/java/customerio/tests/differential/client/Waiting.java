package customerio.tests.differential.client;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** An application that waits for what a client has promised. */
final class Waiting {
  private static volatile Runnable told = () -> {};

  private Waiting() {}

  /** Whom to tell when an application begins to wait, from now on. */
  static void tell(Runnable whom) {
    told = whom;
  }

  /** All that depends on the answer has been said by now. */
  static void begins() {
    told.run();
  }

  /**
   * @throws Exception what the client failed with, without the future's wrapping
   */
  static <T> T on(Future<T> promised) throws Exception {
    begins();
    try {
      return promised.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception failure ? failure : e;
    }
  }
}
