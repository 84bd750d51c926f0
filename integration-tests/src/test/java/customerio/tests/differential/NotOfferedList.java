package customerio.tests.differential;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The list in {@code docs/clients.md} of the cases that a client has no way for. A line is of a
 * client's newest version; an older one has a line of its own where it says something else.
 */
final class NotOfferedList {
  private static final String ITEM = "* ";
  private static final String NOTHING = "nothing";
  private static final String OF_VERSION = ", in ";

  /** By client, way and, where it is not the newest, version. */
  private final SortedMap<String, String> lines;

  private NotOfferedList(SortedMap<String, String> lines) {
    this.lines = lines;
  }

  /** Of the lines that are such; others are passed over. */
  static NotOfferedList read(String section) {
    SortedMap<String, String> lines = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    section
        .lines()
        .filter(line -> line.startsWith(ITEM) && line.contains(": "))
        .forEach(
            line -> {
              int end = line.indexOf(": ");
              lines.put(line.substring(ITEM.length(), end), line.substring(end + 2));
            });
    return new NotOfferedList(lines);
  }

  /** The same with what a build saw. */
  NotOfferedList with(List<Ran> seen) {
    SortedMap<String, String> fresh = new TreeMap<>(lines);
    seen.stream()
        .sorted(Comparator.comparing((Ran ran) -> !Part.EVERY_BUILD.has(ran)))
        .forEach(ran -> put(fresh, ran));
    return new NotOfferedList(fresh);
  }

  private static void put(Map<String, String> lines, Ran ran) {
    String said = text(ran);
    if (said.equals(Part.EVERY_BUILD.has(ran) ? NOTHING : lines.getOrDefault(way(ran), NOTHING))) {
      lines.remove(key(ran));
    } else {
      lines.put(key(ran), said);
    }
  }

  /** The same without clients and versions of which a whole build saw nothing. */
  NotOfferedList without(Part part, List<Ran> seen) {
    Set<String> told =
        seen.stream().filter(part::has).map(NotOfferedList::key).collect(Collectors.toSet());
    SortedMap<String, String> fresh = new TreeMap<>(lines);
    fresh.keySet().removeIf(key -> isOf(part, key) && !told.contains(key));
    return new NotOfferedList(fresh);
  }

  private static boolean isOf(Part part, String key) {
    return key.contains(OF_VERSION) == (part == Part.MATRIX);
  }

  private static String key(Ran ran) {
    return Part.EVERY_BUILD.has(ran) ? way(ran) : way(ran) + OF_VERSION + ran.version();
  }

  private static String way(Ran ran) {
    return ran.row().title() + ", " + ran.row().way();
  }

  private static String text(Ran ran) {
    return ran.notOffered().isEmpty()
        ? NOTHING
        : ran.notOffered().entrySet().stream()
            .map(missing -> missing.getKey().title() + " (" + missing.getValue() + ')')
            .collect(Collectors.joining("; "));
  }

  String markdown() {
    return lines.entrySet().stream()
        .map(line -> ITEM + line.getKey() + ": " + line.getValue() + '\n')
        .collect(Collectors.joining());
  }
}
