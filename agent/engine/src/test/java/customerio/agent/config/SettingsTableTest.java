package customerio.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README's table is where users look settings up: each is there, with its real default. */
class SettingsTableTest {
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  /**
   * @param name with {@code <…>} for any word
   * @param defaultText null = the row does not say it for each of its names
   */
  private record Row(String name, String defaultText) {
    boolean isAbout(Key<?> key) {
      return key.name().matches(name.replace(".", "\\.").replaceAll("<[^>]+>", "[^.]+"));
    }
  }

  @Test
  void everySetting_isThere() throws IOException {
    List<Row> table = table();

    assertThat(Keys.all())
        .allSatisfy(key -> assertThat(table).as(key.name()).anyMatch(row -> row.isAbout(key)));
  }

  @Test
  void everyRow_isASetting() throws IOException {
    assertThat(table())
        .allSatisfy(row -> assertThat(Keys.all()).as(row.name()).anyMatch(row::isAbout));
  }

  /** Those of endpoints are the real hosts, which the row says in words. */
  @Test
  void defaults_areTheRealOnes() throws IOException {
    List<Row> table = table();
    for (Key<?> key : Keys.all()) {
      if (!key.defaultText().isEmpty() && !Keys.ENDPOINTS.contains(key)) {
        assertThat(table)
            .as(key.name())
            .filteredOn(row -> row.isAbout(key))
            .extracting(Row::defaultText)
            .filteredOn(Objects::nonNull)
            .isEqualTo(List.of(key.defaultText()));
      }
    }
  }

  private static List<Row> table() throws IOException {
    return Files.readAllLines(readme()).stream()
        .dropWhile(line -> !line.startsWith("| key | default |"))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .flatMap(SettingsTableTest::rows)
        .toList();
  }

  private static Stream<Row> rows(String line) {
    String[] cells = line.split("\\|");
    List<String> names = names(cells[1]);
    List<String> defaults = quoted(cells[2]);
    boolean each = names.size() == defaults.size();
    return Stream.iterate(0, i -> i < names.size(), i -> i + 1)
        .map(i -> new Row(names.get(i), each ? defaults.get(i) : null));
  }

  /** {@code `a.b` / `.c`} stands for a.b and a.c, {@code `a.b` … `a.c`} for all that begin so. */
  private static List<String> names(String cell) {
    List<String> names = new ArrayList<>();
    for (String name : quoted(cell).stream().flatMap(SettingsTableTest::words).toList()) {
      names.add(name.startsWith(".") ? family(names.get(0)) + name : name);
    }
    return cell.contains("…") ? List.of(family(names.get(0)) + ".<any>") : names;
  }

  private static Stream<String> words(String quoted) {
    return Stream.of(quoted.split(" / |, "));
  }

  private static String family(String name) {
    return name.substring(0, name.lastIndexOf('.'));
  }

  private static List<String> quoted(String cell) {
    Matcher matcher = QUOTED.matcher(cell);
    return matcher.results().map(found -> found.group(1)).toList();
  }

  private static Path readme() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(directory.resolve("RATIONALE.md"))) {
      directory = directory.getParent();
    }
    return directory.resolve("README.md");
  }
}
