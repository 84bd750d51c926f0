package customerio.tests.environments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every environment of {@code docs/environments.md} has a test, and the page names it. */
class EnvironmentIndexTest {
  private static final Path TESTS =
      Path.of("src", "test", "java", "customerio", "tests", "environments");
  private static final Path PAGE = Path.of("..", "docs", "environments.md");
  private static final Pattern TEST = Pattern.compile("^ {2}void (E\\d\\d)_\\w", Pattern.MULTILINE);
  private static final Pattern ROW = Pattern.compile("(\\| (E\\d\\d) \\| .* \\| .* \\|)[^|]*\\|");

  /** The fresh page is left in the build directory, to be copied when the change is meant. */
  @Test
  void page_namesTheTestsOfEveryEnvironment() throws IOException {
    TreeMap<String, TreeSet<String>> tests = tests();
    TreeSet<String> rows = new TreeSet<>();
    StringBuilder text = new StringBuilder();
    for (String line : Files.readAllLines(PAGE)) {
      Matcher row = ROW.matcher(line);
      boolean isRow = row.matches();
      if (isRow) {
        rows.add(row.group(2));
        String names = String.join("`, `", tests.getOrDefault(row.group(2), new TreeSet<>()));
        line = row.group(1) + " `" + names + "` |";
      }
      text.append(line).append('\n');
    }
    Path fresh = Files.writeString(Path.of("target", "environments.md"), text);

    assertThat(rows).isEqualTo(tests.keySet());
    assertThat(Files.readString(PAGE))
        .as("docs/environments.md; the fresh one is " + fresh.toAbsolutePath())
        .isEqualTo(text.toString());
  }

  /** Environment → names of the classes with a test in it. */
  private static TreeMap<String, TreeSet<String>> tests() throws IOException {
    TreeMap<String, TreeSet<String>> tests = new TreeMap<>();
    try (Stream<Path> files = Files.list(TESTS)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Matcher test = TEST.matcher(Files.readString(file));
        while (test.find()) {
          tests
              .computeIfAbsent(test.group(1), none -> new TreeSet<>())
              .add(file.getFileName().toString().replace(".java", ""));
        }
      }
    }
    return tests;
  }
}
