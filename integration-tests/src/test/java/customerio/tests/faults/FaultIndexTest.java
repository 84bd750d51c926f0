package customerio.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every fault of {@code docs/faults.md} has a test, and the page names it. Sources are read and not
 * classes, as the tests of other modules are on nobody's class path.
 */
class FaultIndexTest {
  private static final int FAULTS = 43;

  /** A test of the contract has the numbers of its cases before that of a fault. */
  private static final Pattern TEST =
      Pattern.compile("^ {2,}void (?:[A-Z]\\d\\d[a-z]?_)*?((?:F\\d\\d_)+)\\w", Pattern.MULTILINE);

  private static final Pattern ROW = Pattern.compile("(\\| (F\\d\\d) \\| .* \\| .* \\|)[^|]*\\|");

  @Test
  void everyFault_hasATest() throws IOException {
    assertThat(tests().keySet()).isEqualTo(faults().collect(Collectors.toCollection(TreeSet::new)));
  }

  /** The fresh page is left in the build directory, to be copied when the change is meant. */
  @Test
  void page_namesTheTestsOfEveryFault() throws IOException {
    Map<String, TreeSet<String>> tests = tests();
    TreeSet<String> rows = new TreeSet<>();
    StringBuilder text = new StringBuilder();
    for (String line : Files.readAllLines(page())) {
      Matcher row = ROW.matcher(line);
      boolean isRow = row.matches();
      if (isRow) {
        rows.add(row.group(2));
      }
      text.append(isRow ? row.group(1) + names(tests.get(row.group(2))) : line).append('\n');
    }
    Path fresh = Files.writeString(Path.of("target", "faults.md"), text);

    assertThat(rows).isEqualTo(faults().collect(Collectors.toCollection(TreeSet::new)));
    assertThat(Files.readString(page()))
        .as("docs/faults.md; the fresh one is " + fresh.toAbsolutePath())
        .isEqualTo(text.toString());
  }

  private static String names(TreeSet<String> classes) {
    return classes == null
        ? " |"
        : classes.stream().collect(Collectors.joining("`, `", " `", "` |"));
  }

  private static Stream<String> faults() {
    return IntStream.rangeClosed(1, FAULTS).mapToObj(n -> String.format("F%02d", n));
  }

  /** Fault → names of the classes with a test of it. */
  private static Map<String, TreeSet<String>> tests() throws IOException {
    Map<String, TreeSet<String>> tests = new TreeMap<>();
    Path root = page().getParent().getParent();
    for (String modules : List.of("agent", "integration-tests", "test-app")) {
      try (Stream<Path> files = Files.walk(root.resolve(modules))) {
        for (Path file : files.filter(FaultIndexTest::isTestSource).toList()) {
          Matcher test = TEST.matcher(Files.readString(file));
          while (test.find()) {
            for (String fault : test.group(1).split("_")) {
              tests.computeIfAbsent(fault, none -> new TreeSet<>()).add(className(file));
            }
          }
        }
      }
    }
    return tests;
  }

  private static boolean isTestSource(Path file) {
    String path = file.toString().replace('\\', '/');
    return path.contains("/src/test/java/") && path.endsWith(".java");
  }

  private static String className(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }

  private static Path page() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(directory.resolve("RATIONALE.md"))) {
      directory = directory.getParent();
    }
    return directory.resolve("docs").resolve("faults.md");
  }
}
