package customerio.agent.premain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaVersionTest {

  @ParameterizedTest
  @CsvSource({"1.8, 8", "9, 9", "11, 11", "17, 17", "25, 25", "26.1, 26"})
  void feature(String specification, int feature) {
    assertThat(JavaVersion.feature(specification)).isEqualTo(feature);
  }
}
