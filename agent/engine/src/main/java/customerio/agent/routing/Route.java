package customerio.agent.routing;

import customerio.agent.customerio.Region;

/**
 * Where a call belongs.
 *
 * @param authorization the value of its {@code Authorization} header there
 */
public record Route(Region region, String authorization) {

  /** Shows no credential. */
  @Override
  public String toString() {
    return "Route[" + region + ']';
  }
}
