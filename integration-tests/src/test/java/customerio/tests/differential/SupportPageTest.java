package customerio.tests.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.tests.differential.Ran.Role;
import customerio.tests.differential.SupportTable.Row;
import customerio.tests.differential.client.Case;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupportPageTest {
  private static final Row OKHTTP = new Row("OkHttp", "sync", "okhttp");
  private static final String HEAD =
      "| client | way | switch | floor | between | latest |\n|---|---|---|---|---|---|\n";

  @Test
  void committedPage_isAsTheTestsWouldWriteIt() throws Exception {
    String page = Files.readString(Path.of("../docs/clients.md"));

    assertThat(SupportPage.with(page, List.of(), Set.of(), 17)).isEqualTo(page);
  }

  @Test
  void committedPage_saysEveryVersionOfEveryJdk() throws Exception {
    String page = Files.readString(Path.of("../docs/clients.md"));

    assertThat(SupportTable.read(page).unseen()).isEmpty();
  }

  @Test
  void whatWasSeen_isWrittenBetweenTheMarks() {
    String page = page(HEAD, "");
    Ran ran = new Ran(OKHTTP, Role.LATEST, "5.5", 25, 50, Map.of(Case.CANCEL, "no way"));

    assertThat(SupportPage.with(page, List.of(ran), Set.of(Part.EVERY_BUILD), 25))
        .isEqualTo(
            page(
                HEAD + "| OkHttp | sync | `okhttp` | – | – | 5.5 (– · 50) |\n",
                "* OkHttp, sync: cancel (no way)\n"));
  }

  @Test
  void otherNumberThanTheTestsSaw_isAnotherPage() {
    String page = page(HEAD + "| OkHttp | sync | `okhttp` | – | – | 5.5 (50 · 50) |\n", "");
    Ran fewer = new Ran(OKHTTP, Role.LATEST, "5.5", 17, 49, Map.of());

    assertThat(SupportPage.with(page, List.of(fewer), Set.of(), 17)).isNotEqualTo(page);
  }

  @Test
  void pageWithoutMarks_isRefused() {
    assertThatThrownBy(() -> SupportPage.with("# Clients\n", List.of(), Set.of(), 17))
        .hasMessage("docs/clients.md has no <!-- support, written by the tests -->\n");
  }

  @Test
  void whatWasSeen_isKeptForThePage(@TempDir Path directory) throws Exception {
    SeenSoFar seen = new SeenSoFar(directory);
    Ran latest = new Ran(OKHTTP, Role.LATEST, "5.5", 17, 50, Map.of(Case.CANCEL, "no way"));
    Ran floor = new Ran(OKHTTP, Role.FLOOR, "3.12", 17, 50, Map.of());
    seen.add(latest);
    seen.add(floor);

    assertThat(seen.all()).containsExactlyInAnyOrder(latest, floor);

    seen.forget(Part.MATRIX, 17);
    assertThat(seen.all()).containsExactly(latest);
  }

  @Test
  void whatAnotherJvmForgetsMeanwhile_isNotSeen(@TempDir Path directory) throws Exception {
    SeenSoFar seen = new SeenSoFar(directory);
    Ran latest = new Ran(OKHTTP, Role.LATEST, "5.5", 17, 50, Map.of());
    seen.add(latest);
    Files.createSymbolicLink(directory.resolve("listed.json"), directory.resolve("and-gone"));

    assertThat(seen.all()).containsExactly(latest);
  }

  private static String page(String support, String exceptions) {
    String marked =
        """
        <!-- support, written by the tests -->
        %s<!-- end of support -->

        <!-- cases, written by the tests -->
        <!-- end of cases -->

        <!-- exceptions, written by the tests -->
        %s<!-- end of exceptions -->
        """;
    return SupportPage.with(marked.formatted(support, exceptions), List.of(), Set.of(), 17);
  }
}
