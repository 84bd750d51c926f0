package customerio.agent.instrumentation.app.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BridgeFitnessTest {

  @ParameterizedTest
  @CsvSource({
    "12.0.0, true",
    "12.0.8, true",
    "12.0.19, true",
    "12.0.20, false",
    "12.0.36, false",
    "12.1.0.beta1, false",
    "12.1.14, false",
    "a build of somebody, true"
  })
  void olderThanWhatWasSeenToWork_isTooOld(String version, boolean tooOld) {
    assertThat(BridgeFitness.isTooOld(version)).isEqualTo(tooOld);
  }
}
