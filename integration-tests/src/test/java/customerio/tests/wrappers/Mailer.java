package customerio.tests.wrappers;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A team's own wrapper around some HTTP client. That one fails whenever it is used. */
public final class Mailer implements Forgetter {

  public static boolean identify(String id, String email, Map<String, Object> attributes) {
    throw new IllegalStateException("the original");
  }

  public void track(String id, String event, Map<String, ?> data) {
    throw new IllegalStateException("the original");
  }

  /** Another overload, which no line names. */
  public void track(String id, String event) {
    throw new IllegalStateException("the original");
  }

  public CompletableFuture<Void> visited(long id, String page) {
    throw new IllegalStateException("the original");
  }

  public String answered(String id) {
    throw new IllegalStateException("the original");
  }
}
