package customerio.tests.differential;

import customerio.tests.differential.Ran.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which client was seen to be the same with and without the agent, in which versions, on which
 * JDKs, in how many cases: the table of {@code docs/clients.md}. A version has one number for each
 * JDK; a build writes those of its own, and the others stay as the page has them.
 */
final class SupportTable {
  /** Those that {@code .ci/run} builds with, in the order of the numbers. */
  static final List<Integer> JDKS = List.of(17, 25);

  private static final String HEAD =
      "| client | way | switch | floor | between | latest |\n|---|---|---|---|---|---|\n";

  private static final String NONE = "–";
  private static final String AND = " · ";
  private static final Pattern VERSION = Pattern.compile("([^\\s,(][^,(]*) \\(([^)]*)\\)");

  private final Map<Place, Integer> same;

  private SupportTable(Map<Place, Integer> same) {
    this.same = same;
  }

  /**
   * A way to call a client.
   *
   * @param switchName of {@code client.<name>.enabled}
   */
  record Row(String title, String way, String switchName) implements Comparable<Row> {
    private static final Set<String> OVER_THE_BRIDGE =
        Set.of("async-http-client", "jetty", "reactor-netty", "vertx");

    /** Its calls are led over the agent's own server on the loopback interface. */
    boolean isBridged() {
      return OVER_THE_BRIDGE.contains(switchName);
    }

    @Override
    public int compareTo(Row other) {
      return line().compareToIgnoreCase(other.line());
    }

    private String line() {
      return "| " + title + " | " + way + " | `" + switchName + "` |";
    }
  }

  /** Of one number. */
  private record Place(Row row, Role role, String version, int jdk) {

    static Place of(Ran ran) {
      return new Place(ran.row(), ran.role(), ran.version(), ran.jdk());
    }

    Place on(int other) {
      return new Place(row, role, version, other);
    }

    @Override
    public String toString() {
      return version + " of " + row.title() + ", " + row.way() + ", on JDK " + jdk;
    }
  }

  /** As the page has it; lines that are no rows are passed over. */
  static SupportTable read(String page) {
    Map<Place, Integer> same = new HashMap<>();
    for (String line : page.lines().toList()) {
      String[] cells = line.split("\\|", -1);
      if (cells.length == 8 && cells[3].trim().startsWith("`")) {
        Row row = new Row(cells[1].trim(), cells[2].trim(), cells[3].trim().replace("`", ""));
        for (Role role : Role.values()) {
          readCell(cells[4 + role.ordinal()], row, role, same);
        }
      }
    }
    return new SupportTable(same);
  }

  private static void readCell(String cell, Row row, Role role, Map<Place, Integer> same) {
    Matcher version = VERSION.matcher(cell);
    while (version.find()) {
      String[] numbers = version.group(2).split(AND);
      for (int i = 0; i < numbers.length; i++) {
        if (!numbers[i].equals(NONE)) {
          same.put(
              new Place(row, role, version.group(1), JDKS.get(i)), Integer.valueOf(numbers[i]));
        }
      }
    }
  }

  /**
   * The same with what a build saw.
   *
   * @throws IllegalArgumentException where two of it are the same row and version
   */
  SupportTable with(List<Ran> seen) {
    Set<Place> told = seen.stream().map(Place::of).collect(Collectors.toSet());
    if (told.size() < seen.size()) {
      throw new IllegalArgumentException("two callers have one row: " + told);
    }
    Map<Place, Integer> fresh = new HashMap<>(same);
    seen.forEach(ran -> fresh.put(Place.of(ran), ran.same()));
    return new SupportTable(fresh);
  }

  /**
   * The same without what a build that ran all of its part has not seen: versions and clients that
   * are tested no more.
   */
  SupportTable without(Part part, int jdk, List<Ran> seen) {
    Set<Place> told = seen.stream().map(Place::of).collect(Collectors.toSet());
    Map<Place, Integer> fresh = new HashMap<>(same);
    fresh
        .keySet()
        .removeIf(it -> it.jdk() == jdk && part.has(it.role(), it.version()) && !told.contains(it));
    return new SupportTable(fresh);
  }

  /** Versions that have no number of one JDK, though they are not of the other. */
  List<String> unseen() {
    return same.keySet().stream()
        .filter(place -> !place.version().startsWith(Part.JDK))
        .flatMap(place -> JDKS.stream().map(place::on))
        .filter(place -> !same.containsKey(place))
        .map(Place::toString)
        .toList();
  }

  String markdown() {
    Set<Row> rows = new TreeSet<>();
    same.keySet().forEach(place -> rows.add(place.row()));
    StringBuilder text = new StringBuilder(HEAD);
    for (Row row : rows) {
      text.append(row.line());
      for (Role role : Role.values()) {
        text.append(' ').append(cell(row, role)).append(" |");
      }
      text.append('\n');
    }
    return text.toString();
  }

  private String cell(Row row, Role role) {
    String versions =
        same.keySet().stream()
            .filter(place -> place.row().equals(row) && place.role() == role)
            .map(Place::version)
            .distinct()
            .sorted()
            .map(version -> version + " (" + numbers(row, role, version) + ')')
            .collect(Collectors.joining(", "));
    return versions.isEmpty() ? NONE : versions;
  }

  private String numbers(Row row, Role role, String version) {
    return JDKS.stream()
        .map(jdk -> same.get(new Place(row, role, version, jdk)))
        .map(number -> number == null ? NONE : number.toString())
        .collect(Collectors.joining(AND));
  }
}
