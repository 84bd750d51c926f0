package customerio.agent.accounts;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import java.util.Locale;

/** What the application called, and with whose credential. */
record Called(Api api, Region region, long credential) {

  /** Such as {@code track-us}; shows no credential. */
  String place() {
    return (api + "-" + region).toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return place();
  }
}
