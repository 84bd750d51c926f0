package customerio.simulator.accounts;

import customerio.simulator.Family;
import customerio.simulator.Host;
import customerio.simulator.Region;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What happens to calls that reach the wrong data centre. As shipped: Track's US host forwards EU
 * accounts (the API's document says so), the App API's US host answers 301 (customerio-node #134),
 * everything else is refused. Thread-safe.
 */
public final class RegionRules {

  private final Map<Host, WrongRegion> rules = new ConcurrentHashMap<>();
  private final Function<Host, URI> ownAddresses;
  private volatile Function<Host, URI> locations;
  private volatile int redirectStatus;

  /**
   * @param ownAddresses where this simulator's hosts listen
   */
  public RegionRules(Function<Host, URI> ownAddresses) {
    this.ownAddresses = ownAddresses;
    reset();
  }

  public void set(Host host, WrongRegion rule) {
    rules.put(host, rule);
  }

  /** 301 as shipped; 302, 307 and 308 are of interest too. */
  public void redirectStatus(int status) {
    redirectStatus = status;
  }

  /** What redirects name in {@code Location}; the simulator's own addresses as shipped. */
  public void locations(Function<Host, URI> addresses) {
    locations = addresses;
  }

  public void reset() {
    rules.clear();
    rules.put(new Host(Family.TRACK, Region.US), WrongRegion.FORWARD);
    rules.put(new Host(Family.APP, Region.US), WrongRegion.REDIRECT);
    redirectStatus = 301;
    locations = ownAddresses;
  }

  int redirectStatus() {
    return redirectStatus;
  }

  WrongRegion rule(Host host) {
    return rules.getOrDefault(host, WrongRegion.REFUSE);
  }

  URI location(Host host) {
    return locations.apply(host);
  }
}
