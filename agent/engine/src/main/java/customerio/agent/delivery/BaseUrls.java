package customerio.agent.delivery;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import java.net.URI;

/** Where each API of each region is reached. */
@FunctionalInterface
public interface BaseUrls {

  /** {@code http} or {@code https}, a host, and a path that goes in front of every target. */
  URI of(Api api, Region region);
}
