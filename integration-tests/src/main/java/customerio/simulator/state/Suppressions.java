package customerio.simulator.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Identifiers that may not come back. Those of one person come and go together. */
final class Suppressions {

  private final Map<PersonKey, List<PersonKey>> groups = new HashMap<>();

  boolean contains(PersonKey key) {
    return key != null && groups.containsKey(key.normalised());
  }

  void add(PersonKey key, List<PersonKey> others) {
    List<PersonKey> group = new ArrayList<>();
    group.add(key.normalised());
    others.stream()
        .filter(other -> other.kind() != PersonKey.Kind.CIO_ID)
        .map(PersonKey::normalised)
        .forEach(group::add);
    group.forEach(member -> groups.put(member, group));
  }

  boolean remove(PersonKey key) {
    List<PersonKey> group = groups.remove(key.normalised());
    if (group != null) {
      group.forEach(groups::remove);
    }
    return group != null;
  }

  List<String> labels() {
    return groups.keySet().stream().map(PersonKey::toString).sorted().toList();
  }
}
