package customerio.agent.routing;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import java.util.Map;

/**
 * One of the company's workspaces.
 *
 * @param authorizations the {@code Authorization} value for each API it is reached by
 */
record Workspace(String name, Region region, Map<Api, String> authorizations) {

  /** Of a person who was assigned to a workspace that the file does not have any more. */
  static final Workspace GONE = new Workspace("(not in routing.file)", null, Map.of());

  /** Shows no credential. */
  @Override
  public String toString() {
    return name;
  }
}
