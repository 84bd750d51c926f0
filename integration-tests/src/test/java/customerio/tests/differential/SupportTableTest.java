package customerio.tests.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import customerio.tests.differential.Ran.Role;
import customerio.tests.differential.SupportTable.Row;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SupportTableTest {
  private static final Row SYNC = new Row("OkHttp", "sync", "okhttp");
  private static final Row CALLBACK = new Row("OkHttp", "callback", "okhttp");
  private static final Row JDK = new Row("JDK HttpClient", "sync", "jdk");

  private static final String HEAD =
      """
      | client | way | switch | floor | between | latest |
      |---|---|---|---|---|---|
      """;

  private static final String PAGE =
      HEAD
          + """
          | JDK HttpClient | sync | `jdk` | JDK 17 (50 · –) | – | JDK 25 (– · 50) |
          | OkHttp | callback | `okhttp` | – | – | 5.5.0 (40 · 40) |
          | OkHttp | sync | `okhttp` | 3.12.13 (40 · –) | 3.14.9 (41 · 41), 4.12.0 (41 · –) | 5.5.0 (– · 41) |
          """;

  @Test
  void page_isWrittenAsItWasRead() {
    assertThat(SupportTable.read(PAGE).markdown()).isEqualTo(PAGE);
  }

  @Test
  void whatWasSeen_isSaidOfItsOwnJdk() {
    assertThat(
            SupportTable.read(PAGE)
                .with(
                    List.of(
                        ran(SYNC, Role.FLOOR, "3.12.13", 25, 42),
                        ran(SYNC, Role.LATEST, "5.5.0", 25, 43)))
                .markdown())
        .isEqualTo(
            PAGE.replace("3.12.13 (40 · –)", "3.12.13 (40 · 42)")
                .replace("5.5.0 (– · 41)", "5.5.0 (– · 43)"));
  }

  @Test
  void versionThatAWholeBuildDoesNotSee_staysForTheOtherJdkOnly() {
    List<Ran> seen = List.of(ran(CALLBACK, Role.LATEST, "6.0", 17, 44));

    assertThat(SupportTable.read(PAGE).with(seen).without(Part.EVERY_BUILD, 17, seen).markdown())
        .isEqualTo(
            HEAD
                + """
                | JDK HttpClient | sync | `jdk` | – | – | JDK 25 (– · 50) |
                | OkHttp | callback | `okhttp` | – | – | 5.5.0 (– · 40), 6.0 (44 · –) |
                | OkHttp | sync | `okhttp` | 3.12.13 (40 · –) | 3.14.9 (41 · 41), 4.12.0 (41 · –) | 5.5.0 (– · 41) |
                """);
  }

  @Test
  void rowWithoutANumber_isGone() {
    List<Ran> seen = List.of(ran(SYNC, Role.LATEST, "5.5.0", 25, 41));

    assertThat(
            SupportTable.read(PAGE)
                .without(Part.EVERY_BUILD, 17, List.of())
                .without(Part.EVERY_BUILD, 25, seen)
                .without(Part.MATRIX, 17, List.of())
                .markdown())
        .isEqualTo(HEAD + "| OkHttp | sync | `okhttp` | – | 3.14.9 (– · 41) | 5.5.0 (– · 41) |\n");
  }

  @Test
  void versionThatWasSeenOnOneJdkOnly_isTold() {
    assertThat(SupportTable.read(PAGE).unseen())
        .containsExactlyInAnyOrder(
            "3.12.13 of OkHttp, sync, on JDK 25",
            "4.12.0 of OkHttp, sync, on JDK 25",
            "5.5.0 of OkHttp, sync, on JDK 17");
  }

  @Test
  void clientOfTheJdk_isOfEveryBuildThoughItIsTheFloor() {
    assertThat(Part.EVERY_BUILD.has(ran(JDK, Role.FLOOR, "JDK 17", 17, 50))).isTrue();
    assertThat(Part.MATRIX.has(ran(JDK, Role.FLOOR, "JDK 17", 17, 50))).isFalse();
  }

  @Test
  void twoCallersOfOneRow_areRefused() {
    Ran one = ran(SYNC, Role.LATEST, "5.5.0", 17, 41);
    Ran other = ran(SYNC, Role.LATEST, "5.5.0", 17, 40);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SupportTable.read(PAGE).with(List.of(one, other)))
        .withMessageStartingWith("two callers have one row: ");
  }

  private static Ran ran(Row row, Role role, String version, int jdk, int same) {
    return new Ran(row, role, version, jdk, same, Map.of());
  }
}
