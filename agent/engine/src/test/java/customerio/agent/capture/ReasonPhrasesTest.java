package customerio.agent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonPhrasesTest {

  @ParameterizedTest
  @CsvSource({
    "200,OK",
    "207,Multi-Status",
    "402,Payment Required",
    "410,Gone",
    "413,Content Too Large",
    "422,Unprocessable Content",
    "429,Too Many Requests",
    "511,Network Authentication Required"
  })
  void reason_isTheRegisteredOne(int status, String phrase) {
    assertThat(new Reply(status, Headers.NONE, new byte[0]).reason()).isEqualTo(phrase);
  }

  @Test
  void reason_ofAnUnknownStatusIsEmpty() {
    assertThat(new Reply(522, Headers.NONE, new byte[0]).reason()).isEmpty();
  }
}
