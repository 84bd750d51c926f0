package customerio.agent.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Maven runs a test only where the name of its file says that there is one: two classes of
 * properties had names of their own, and were never run. Sources are read, of all modules.
 */
class TestNamesTest {
  private static final Path PROJECT = Path.of("..", "..");

  private static final Pattern TEST =
      Pattern.compile(
          "^ *@(Test|TestFactory|ParameterizedTest|RepeatedTest|Property|Example)\\b",
          Pattern.MULTILINE);

  /** Run by the classes that extend it. */
  private static final Pattern ABSTRACT =
      Pattern.compile("^(public )?(abstract class|interface) ", Pattern.MULTILINE);

  /**
   * Surefire's, Failsafe's, that of the profile which draws the pictures, and that of what a test
   * runs against each version of a client.
   */
  private static final Pattern RUN = Pattern.compile("\\w+(Test|IT|Picture|Contract)\\.java");

  @Test
  void everyFileWithTests_hasANameThatMavenRuns() throws IOException {
    List<String> names = new ArrayList<>();
    Files.walkFileTree(
        PROJECT,
        new SimpleFileVisitor<>() {
          /** What is built comes and goes beside this test. */
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes any) {
            String name = directory.getFileName().toString();
            boolean isSource =
                !name.equals("target") && (!name.startsWith(".") || name.equals(".."));
            return isSource ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes any) throws IOException {
            if (hasTests(file)) {
              names.add(file.getFileName().toString());
            }
            return FileVisitResult.CONTINUE;
          }
        });

    assertThat(names).contains("TestNamesTest.java", "LatestClientsIT.java");
    assertThat(names).filteredOn(RUN.asMatchPredicate().negate()).isEmpty();
  }

  private static boolean hasTests(Path file) throws IOException {
    if (!file.toString().endsWith(".java") || !file.toString().contains("/src/test/java/")) {
      return false;
    }
    String source = Files.readString(file);
    return TEST.matcher(source).find() && !ABSTRACT.matcher(source).find();
  }
}
