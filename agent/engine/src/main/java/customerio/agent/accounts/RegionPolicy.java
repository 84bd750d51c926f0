package customerio.agent.accounts;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import java.util.Set;

/**
 * Where the user wants calls to go.
 *
 * @param bound APIs whose calls stay where they were called: the application calls a gateway or a
 *     mock server there and nobody has said where the one for the other region is. Going to
 *     Customer.io's own host would get around the gateway, and fill it with a mock's test data.
 */
public record RegionPolicy(Choice choice, Set<Api> bound) {

  /** What {@code region} can be set to. */
  public enum Choice {
    AS_CALLED,
    AUTO,
    US,
    EU
  }

  public RegionPolicy {
    bound = Set.copyOf(bound);
  }

  /**
   * Never US for what was called in the EU.
   *
   * @param account where the account lives; null when nobody knows
   */
  Region effective(Api api, Region called, Region account) {
    if (called == Region.EU || bound.contains(api)) {
      return called;
    }
    return switch (choice) {
      case AS_CALLED, US -> Region.US;
      case EU -> Region.EU;
      case AUTO -> account == Region.EU ? Region.EU : Region.US;
    };
  }
}
