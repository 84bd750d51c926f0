package customerio.tests.differential;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.tests.differential.client.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code docs/clients.md}: what stands there about tests is what the tests saw. Every build holds
 * the page to what it has seen itself, on its JDK; {@code target/clients.md} is the page as all
 * that was seen since the last {@code clean} makes it, to be copied when the change is meant.
 */
final class SupportPage {
  private static final Path PAGE = Path.of("../docs/clients.md");
  private static final int JDK = Runtime.version().feature();

  private SupportPage() {}

  /**
   * @param whole of which part all clients ran, so that others are tested no more
   */
  static void isWhat(List<Ran> seen, Set<Part> whole) throws IOException {
    if (!SupportTable.JDKS.contains(JDK)) {
      return; // the page says nothing of this one
    }
    String page = Files.readString(PAGE);
    Path fresh = Path.of("target", "clients.md");
    Files.writeString(fresh, with(page, SeenSoFar.ofThisBuild().all(), whole, JDK));
    String meant = with(page, seen, whole, JDK);
    assertThat(differences(page, meant))
        .as(
            "docs/clients.md is not what was seen on JDK %d; if the change is meant: cp %s %s",
            JDK, fresh.toAbsolutePath(), PAGE.toAbsolutePath().normalize())
        .isEmpty();
    assertThat(page).isEqualTo(meant); // also the order of lines
  }

  private static List<String> differences(String page, String fresh) {
    List<String> old = page.lines().toList();
    List<String> now = fresh.lines().toList();
    return Stream.concat(
            old.stream().filter(line -> !now.contains(line)).map(line -> "-" + line),
            now.stream().filter(line -> !old.contains(line)).map(line -> "+" + line))
        .toList();
  }

  /** The page with what was seen, all that is of these parts on that JDK. */
  static String with(String page, List<Ran> seen, Set<Part> whole, int jdk) {
    SupportTable table = SupportTable.read(section(page, "support")).with(seen);
    NotOfferedList exceptions = NotOfferedList.read(section(page, "exceptions")).with(seen);
    for (Part part : whole) {
      table = table.without(part, jdk, seen);
      exceptions = exceptions.without(part, seen);
    }
    String text = replaced(page, "cases", cases());
    text = replaced(text, "support", table.markdown());
    return replaced(text, "exceptions", exceptions.markdown());
  }

  private static String cases() {
    return Arrays.stream(Case.values())
        .map(it -> "* " + it.title() + (it.fate() == Case.Fate.OTHERS ? "" : " **(answered)**"))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String section(String page, String name) {
    return page.substring(begin(page, name), end(page, name));
  }

  private static String replaced(String page, String name, String content) {
    return page.substring(0, begin(page, name)) + content + page.substring(end(page, name));
  }

  private static int begin(String page, String name) {
    return after(page, 0, "<!-- " + name + ", written by the tests -->\n");
  }

  private static int end(String page, String name) {
    String mark = "<!-- end of " + name + " -->";
    return after(page, begin(page, name), mark) - mark.length();
  }

  private static int after(String page, int from, String mark) {
    int at = page.indexOf(mark, from);
    if (at < 0) {
      throw new AssertionError("docs/clients.md has no " + mark);
    }
    return at + mark.length();
  }
}
