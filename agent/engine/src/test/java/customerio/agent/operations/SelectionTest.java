package customerio.agent.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.operations.Selection.Among;
import java.time.Duration;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {

  @Property
  void text_saysAllOfASelection(@ForAll("selections") Selection selection) {
    assertThat(Selection.parse(selection.toString())).isEqualTo(selection);
  }

  @Provide
  Arbitrary<Selection> selections() {
    Arbitrary<String> word = Arbitraries.of("", "track", "track.event", "rejected", "track-us:0a");
    return Combinators.combine(
            Arbitraries.of(Among.class),
            word,
            word,
            word,
            Arbitraries.longs().between(0, 1L << 40).map(Duration::ofMillis),
            Arbitraries.strings().alpha().numeric().ofLength(26).set().ofMaxSize(3))
        .as(Selection::new);
  }

  @Test
  void words_narrowDownInAnyOrder() {
    assertThat(
            Selection.parse(
                " older-than=2h  kind=track.event dead id=A,B,A reason=rejected"
                    + " destination=track-us"))
        .isEqualTo(
            new Selection(
                Among.DEAD,
                "rejected",
                "track.event",
                "track-us",
                Duration.ofHours(2),
                Set.of("A", "B")));
    assertThat(Selection.parse("")).isEqualTo(Selection.ALL);
  }

  @ParameterizedTest
  @CsvSource({"0ms,0", "15ms,15", "2s,2000", "3m,180000", "1h,3600000", "2d,172800000"})
  void durations(String text, long millis) {
    assertThat(Selection.parse("older-than=" + text).olderThan())
        .isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "h", "2", "2w", "-2h", "2 h", "99999999999999999999s"})
  void whatIsNoDuration_isRefused(String text) {
    assertThatThrownBy(() -> Selection.parse("older-than=" + text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** A purge of everything because of a slip in one word would be the worst outcome. */
  @ParameterizedTest
  @ValueSource(strings = {"daed", "reason", "reasons=x", "kind:track", "*", "dead,pending"})
  void aWordThatIsNotUnderstood_selectsNothing(String word) {
    assertThatThrownBy(() -> Selection.parse("pending " + word))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "not understood: '"
                + word
                + "'; a selection is made of: pending, dead, reason=<code>,"
                + " kind=<api.operation>, destination=<api-region>,"
                + " older-than=<duration such as 2h>, id=<id>,<id>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"reason=", "kind=", "destination=", "id=", "id=,", "id=A,,B"})
  void aPartThatIsEmpty_isRefused(String word) {
    assertThatThrownBy(() -> Selection.parse("dead " + word))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + word + "'");
  }
}
