package customerio.demo;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.demo.LoggedCall.Fate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HoldTimesTest {
  private static final long WARM = HoldTimes.WARM_UP.toMillis() * 1000;

  @Test
  void percentilesAreMeasuredValues_fromDueToDone_ofCallsThatReturned() {
    List<LoggedCall> calls = new ArrayList<>();
    for (int micros = 200; micros >= 1; micros--) {
      Fate fate = micros % 2 == 0 ? Fate.OK : Fate.FAILED;
      calls.add(new LoggedCall("id:1", micros, fate, WARM, 7, micros));
    }
    calls.add(new LoggedCall("id:1", 201, Fate.CUT_OFF, WARM, 9_000, 0));

    assertThat(HoldTimes.of(calls)).isEqualTo(new HoldTimes(107, 205, 207));
  }

  @Test
  void warmUp_countsForTheMaximumOnly() {
    List<LoggedCall> calls =
        List.of(
            new LoggedCall("id:1", 1, Fate.OK, WARM - 1, 0, 5_000),
            new LoggedCall("id:1", 2, Fate.OK, WARM, 0, 40));

    assertThat(HoldTimes.of(calls)).isEqualTo(new HoldTimes(40, 40, 5_000));
  }

  @Test
  void withoutCalls_allIsZero() {
    assertThat(HoldTimes.of(List.of())).isEqualTo(new HoldTimes(0, 0, 0));
  }
}
