package shop.customerio;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The shop's way to Customer.io through one HTTP client or SDK.
 *
 * <p>A blocking gateway throws its client's own exception and returns a completed stage; an
 * asynchronous one returns at once and reports through the stage.
 */
public interface Gateway {

  /** Creates the customer, or changes the given attributes of an existing one. */
  CompletionStage<Void> identify(String customer, Map<String, Object> attributes);

  /** Records what a customer did. */
  CompletionStage<Void> track(String customer, String event, Map<String, Object> data);

  /**
   * Whether calls made by one thread reach Customer.io in that order even if the thread does not
   * wait for the stages.
   */
  default boolean keepsOrder() {
    return true;
  }

  /** What a blocking gateway returns: Customer.io has answered already. */
  static CompletionStage<Void> answered() {
    return CompletableFuture.completedStage(null);
  }
}
