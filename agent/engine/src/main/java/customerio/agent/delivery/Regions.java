package customerio.agent.delivery;

import customerio.agent.customerio.Region;

/**
 * Chooses the data centre that a request is sent to, as late as possible: what is queued keeps the
 * region that was called, so that lanes and order do not depend on what is learned meanwhile.
 * Called on delivery threads, for each request; thread-safe.
 */
@FunctionalInterface
public interface Regions {
  Regions AS_CALLED = Destination::region;

  /** Never the US for what was called in the EU. */
  Region effective(Destination destination);

  /**
   * Customer.io has answered, after all redirects that were followed.
   *
   * @param asked what {@link #effective} had said
   */
  default void answered(Destination destination, Region asked, int status) {}

  /**
   * Customer.io's host in one region names its host in another.
   *
   * @param followed false when that would have led from the EU to the US
   */
  default void redirected(Destination destination, Region to, boolean followed) {}
}
