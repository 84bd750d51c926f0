package customerio.demo;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.demo.LoggedCall.Fate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HoldTimesTest {

  @Test
  void percentilesAreMeasuredValues_ofCallsThatReturned() {
    List<LoggedCall> calls = new ArrayList<>();
    for (int micros = 200; micros >= 1; micros--) {
      calls.add(new LoggedCall("id:1", micros, micros % 2 == 0 ? Fate.OK : Fate.FAILED, 7, micros));
    }
    calls.add(new LoggedCall("id:1", 201, Fate.CUT_OFF, 9_000, 0));

    assertThat(HoldTimes.of(calls)).isEqualTo(new HoldTimes(100, 198, 200, 9_000));
  }

  @Test
  void withoutCalls_allIsZero() {
    assertThat(HoldTimes.of(List.of())).isEqualTo(new HoldTimes(0, 0, 0, 0));
  }
}
