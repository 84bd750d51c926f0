package customerio.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LastWordsTest {
  private static final String STARTED =
      "[customerio-agent] 0.1.0 takes over the calls to Customer.io: mode async\n";
  private static final String TAKEN =
      STARTED + "[customerio-agent] first call taken over: event to track-us\n";
  private static final String STOPPED =
      "[customerio-agent] stopped: accepted 5, delivered 3, deduplicated 0, rejected 0";

  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "'; 2 wait on disk for the next start', 0",
    "', suppressed faults 7', 7",
    "', suppressed faults 12; 2 wait on disk for the next start', 12"
  })
  void suppressedFaults_areThoseOfTheLastLine(String end, long faults) {
    assertThat(LastWords.of(TAKEN + STOPPED + end).suppressedFaults()).isEqualTo(faults);
    assertThat(LastWords.of(TAKEN + STOPPED + end + "\nof another").suppressedFaults())
        .isEqualTo(faults);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        TAKEN + STOPPED + ", suppressed faults 1",
        "[customerio-agent] a fault in weaving of X (java.lang.Error); the call was left alone",
        STARTED + "[customerio-agent] stopped after a fault (java.lang.Error)",
        "suppressed: a place of the scripted engine"
      })
  void fault_isNoticed_ofAKilledJvmAsWell(String text) {
    assertThatThrownBy(() -> LastWords.of(text).sayNoFault(true))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("suppressed");
  }

  @Test
  void agentThatHasTakenACall_hasToSayALastLine() {
    assertThatThrownBy(() -> LastWords.of(TAKEN).sayNoFault(false))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no last line");
    assertThatCode(() -> LastWords.of(TAKEN).sayNoFault(true)).doesNotThrowAnyException();
    // it may have started while the application ended already
    assertThatCode(() -> LastWords.of(STARTED).sayNoFault(false)).doesNotThrowAnyException();
  }

  @Test
  void noFault_isRight() {
    assertThatCode(() -> LastWords.of(TAKEN + STOPPED).sayNoFault(false))
        .doesNotThrowAnyException();
    assertThatCode(() -> LastWords.of("of the application").sayNoFault(false))
        .doesNotThrowAnyException();
  }
}
