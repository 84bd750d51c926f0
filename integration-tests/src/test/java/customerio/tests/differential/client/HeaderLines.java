package customerio.tests.differential.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The header lines of an answer in their order, those of one name together. */
final class HeaderLines {

  private HeaderLines() {}

  static <L> Map<String, List<String>> of(
      Iterable<L> lines, Function<L, String> name, Function<L, String> value) {
    Map<String, List<String>> byName = new LinkedHashMap<>();
    for (L line : lines) {
      byName.computeIfAbsent(name.apply(line), first -> new ArrayList<>()).add(value.apply(line));
    }
    return byName;
  }

  /** As Netty's clients have them. */
  static Map<String, List<String>> of(Iterable<Map.Entry<String, String>> lines) {
    return of(lines, Map.Entry::getKey, Map.Entry::getValue);
  }
}
