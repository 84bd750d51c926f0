package customerio.agent.accounts;

import customerio.agent.customerio.Region;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** In which region the account of each credential lives, as far as Customer.io has told. */
final class KnownRegions {
  private final AccountFile file;
  private final Map<Long, Region> regions;

  /**
   * @param earlier what the file held
   */
  KnownRegions(AccountFile file, Map<Long, Region> earlier) {
    this.file = file;
    this.regions = new ConcurrentHashMap<>(earlier);
  }

  /** Null when it is not known. */
  Region of(long credential) {
    return regions.get(credential);
  }

  void learn(long credential, Region region) {
    if (regions.put(credential, region) != region) {
      file.remember(credential, region);
    }
  }

  void forget(long credential) {
    if (regions.remove(credential) != null) {
      file.remember(credential, null);
    }
  }
}
