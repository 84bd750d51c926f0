package customerio.tests.differential;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.tests.differential.Ran.Role;
import customerio.tests.differential.SupportTable.Row;
import customerio.tests.differential.client.Case;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NotOfferedListTest {
  private static final String LIST =
      """
      * Feign, default client, sync: cancel (no way)
      * Feign, default client, sync, in 9.0: nothing
      * OkHttp, callback: interrupt (no thread); cancel (no way)
      """;

  @Test
  void list_isWrittenAsItWasRead() {
    assertThat(NotOfferedList.read(LIST).markdown()).isEqualTo(LIST);
  }

  @Test
  void newest_isTheLineOfTheClient() {
    assertThat(with(ran("OkHttp", Role.LATEST, "5.5", Map.of(Case.HEAD, "no verbs"))))
        .isEqualTo(
            LIST.replace(
                "callback: interrupt (no thread); cancel (no way)", "callback: HEAD (no verbs)"));
  }

  @Test
  void newestThatOffersAll_hasNoLine() {
    assertThat(with(ran("OkHttp", Role.LATEST, "5.5", Map.of())))
        .isEqualTo(LIST.lines().limit(2).map(line -> line + '\n').reduce("", String::concat));
  }

  @Test
  void olderThatSaysTheSame_hasNoLineOfItsOwn() {
    Map<Case, String> same = new EnumMap<>(Case.class);
    same.put(Case.CANCEL, "no way");
    same.put(Case.INTERRUPT, "no thread");

    assertThat(with(ran("OkHttp", Role.FLOOR, "3.12", same))).isEqualTo(LIST);
  }

  @Test
  void olderThatSaysSomethingElse_hasALineOfItsOwn() {
    assertThat(with(ran("OkHttp", Role.FLOOR, "3.12", Map.of())))
        .isEqualTo(LIST + "* OkHttp, callback, in 3.12: nothing\n");
  }

  @Test
  void newestIsToldFirst_soThatAnOlderOneIsComparedWithIt() {
    assertThat(
            with(
                ran("OkHttp", Role.FLOOR, "3.12", Map.of(Case.HEAD, "no verbs")),
                ran("OkHttp", Role.LATEST, "5.5", Map.of(Case.HEAD, "no verbs"))))
        .isEqualTo(
            LIST.replace(
                "callback: interrupt (no thread); cancel (no way)", "callback: HEAD (no verbs)"));
  }

  @Test
  void linesOfWhatAWholeBuildDidNotSee_areGone() {
    assertThat(NotOfferedList.read(LIST).without(Part.MATRIX, List.of()).markdown())
        .isEqualTo(LIST.replace("* Feign, default client, sync, in 9.0: nothing\n", ""));
    assertThat(NotOfferedList.read(LIST).without(Part.EVERY_BUILD, List.of()).markdown())
        .isEqualTo("* Feign, default client, sync, in 9.0: nothing\n");
  }

  private static String with(Ran... seen) {
    return NotOfferedList.read(LIST).with(List.of(seen)).markdown();
  }

  private static Ran ran(String title, Role role, String version, Map<Case, String> notOffered) {
    return new Ran(new Row(title, "callback", "okhttp"), role, version, 17, 50, notOffered);
  }
}
