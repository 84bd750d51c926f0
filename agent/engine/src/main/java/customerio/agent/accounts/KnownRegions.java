package customerio.agent.accounts;

import customerio.agent.customerio.Region;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** In which region the account of each credential lives, as far as Customer.io has told. */
final class KnownRegions {
  /** Data centres that send each other the same account must not make us write without end. */
  private static final int MAX_CHANGES_OF_MIND = 3;

  /** An application has a handful; one whose users bring their own keys must not fill the heap. */
  private static final int MAX_CREDENTIALS = 1_000;

  private final AccountFile file;
  private final Map<Long, Region> regions;
  private final Map<Long, Integer> forgotten = new ConcurrentHashMap<>();

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
    if (hasRoomFor(credential)
        && forgotten.getOrDefault(credential, 0) < MAX_CHANGES_OF_MIND
        && regions.put(credential, region) != region) {
      file.remember(credential, region);
    }
  }

  void forget(long credential) {
    if (regions.remove(credential) != null) {
      forgotten.merge(credential, 1, Integer::sum);
      file.remember(credential, null);
    }
  }

  private boolean hasRoomFor(long credential) {
    return regions.size() + forgotten.size() < MAX_CREDENTIALS
        || regions.containsKey(credential)
        || forgotten.containsKey(credential);
  }
}
