package customerio.agent.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentValuesTest {
  private static final long SECOND = 1_000_000_000;

  private final RecentValues values = new RecentValues(100);

  @Test
  void nothingYet_isNothing() {
    assertThat(values.seconds(99)).isZero();
  }

  @Test
  void percentile_isAValueThatWasThere() {
    LongStream.rangeClosed(1, 10).forEach(second -> values.add(second * SECOND));

    assertThat(values.seconds(50)).isEqualTo(5);
    assertThat(values.seconds(95)).isEqualTo(10);
    assertThat(values.seconds(1)).isEqualTo(1);
    assertThat(values.seconds(100)).isEqualTo(10);
  }

  /** An outage of yesterday is no news. */
  @Test
  void values_areForgottenByTheNextHundred() {
    values.add(3_600 * SECOND);
    assertThat(values.seconds(99)).isEqualTo(3_600);

    LongStream.range(0, 100).forEach(any -> values.add(SECOND));

    assertThat(values.seconds(100)).isEqualTo(1);
  }

  @Test
  void clockThatWasPutBack_isNoNegativeTime() {
    values.add(-SECOND);

    assertThat(values.seconds(50)).isZero();
  }
}
