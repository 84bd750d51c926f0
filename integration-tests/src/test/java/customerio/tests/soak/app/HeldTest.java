package customerio.tests.soak.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeldTest {
  private static final Held BEFORE = new Held(100, 10, 20, 1000, 0);
  private static final Held SLACK = new Held(5, 1, 2, 30, 0);

  @Test
  void textOfAnotherJvm_isReadAsItWasWritten() {
    assertThat(Held.parse(BEFORE.toString())).isEqualTo(BEFORE);
  }

  @Test
  void least_isWhatItNeverFellBelow() {
    assertThat(Held.least(List.of(BEFORE, new Held(90, 11, 21, 900, 1))))
        .isEqualTo(new Held(90, 10, 20, 900, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "100 10 20 1000 0, true",
    "1 1 1 1 0, true",
    "105 11 22 1030 0, true",
    "106 11 22 1030 0, false",
    "105 12 22 1030 0, false",
    "105 11 23 1030 0, false",
    "105 11 22 1031 0, false",
    "105 11 22 1030 1, false"
  })
  void moreThanTheSlack_ofAnyKind_isGrowth(String after, boolean within) {
    assertThat(Held.parse(after).isWithin(BEFORE, SLACK)).isEqualTo(within);
  }
}
