package customerio.simulator.faults;

import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.http.ApiRequest;

/**
 * Which requests a rule is for.
 *
 * @param family null for all, as region and path
 * @param path substring of the raw target
 * @param share 0 to 1, of the requests that match
 * @param seed of the draw for the share
 * @param times how many requests at most; null for no limit
 */
public record Scope(
    Family family, Region region, String path, double share, long seed, Long times) {

  public static final Scope ALL = new Scope(null, null, null, 1, 0, null);

  public Scope {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a share is between 0 and 1, not " + share);
    }
  }

  Scope on(Family only) {
    return new Scope(only, region, path, share, seed, times);
  }

  Scope at(Region only) {
    return new Scope(family, only, path, share, seed, times);
  }

  Scope path(String substring) {
    return new Scope(family, region, substring, share, seed, times);
  }

  Scope share(double ofAll, long newSeed) {
    return new Scope(family, region, path, ofAll, newSeed, times);
  }

  Scope times(long atMost) {
    return new Scope(family, region, path, share, seed, atMost);
  }

  boolean contains(ApiRequest request) {
    return (family == null || family == request.host().family())
        && (region == null || region == request.host().region())
        && (path == null || request.target().contains(path));
  }
}
