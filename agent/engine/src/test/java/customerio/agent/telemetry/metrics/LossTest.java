package customerio.agent.telemetry.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossTest {

  @ParameterizedTest
  @CsvSource({
    "rejected: field email person@example.com, REJECTED",
    "oversize: status-413, OVERSIZE",
    "misconfigured: status-404, MISCONFIGURED",
    "exhausted: status-503, EXHAUSTED",
    "expired, EXPIRED",
    "unreadable, UNREADABLE",
    "person@example.com, OTHER",
    "'', OTHER"
  })
  void reasonOfADeadLetter_isAWordOfOurs(String reason, Loss loss) {
    assertThat(Loss.of(reason)).isEqualTo(loss);
  }
}
