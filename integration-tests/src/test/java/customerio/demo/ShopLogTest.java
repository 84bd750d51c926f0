package customerio.demo;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.demo.LoggedCall.Fate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShopLogTest {
  private static final String START = "{\"at\":\"start\",\"run\":\"r1\"}";

  @Test
  void beforeTheFirstStart_thereAreNoCalls() {
    assertThat(ShopLog.parse(List.of())).isEqualTo(new ShopLog(null, List.of()));
  }

  @Test
  void aCallIsWhatItsLastLineSays() {
    ShopLog log =
        ShopLog.parse(
            List.of(
                "",
                START,
                begun("1001", 1, 3),
                begun("1002", 1, 4),
                done("1001", 1, 70, "ok"),
                begun("1001", 2, 0),
                done("1002", 1, 90, "java.net.SocketTimeoutException")));

    assertThat(log)
        .isEqualTo(
            new ShopLog(
                "r1",
                List.of(
                    new LoggedCall("id:1001", 1, Fate.OK, 4, 3, 70),
                    new LoggedCall("id:1002", 1, Fate.FAILED, 4, 4, 90),
                    new LoggedCall("id:1001", 2, Fate.UNANSWERED, 4, 0, 0))));
  }

  @Test
  void whatHadNotReturnedBeforeTheNextStart_wasCutOff() {
    ShopLog log =
        ShopLog.parse(
            List.of(
                START,
                begun("1001", 1, 0),
                done("1001", 1, 70, "ok"),
                begun("1001", 2, 5),
                START,
                begun("1001", 3, 0)));

    assertThat(log.calls())
        .containsExactly(
            new LoggedCall("id:1001", 1, Fate.OK, 4, 0, 70),
            new LoggedCall("id:1001", 2, Fate.CUT_OFF, 4, 5, 0),
            new LoggedCall("id:1001", 3, Fate.UNANSWERED, 4, 0, 0));
  }

  @Test
  void aTornLine_isPassedOver() {
    ShopLog log =
        ShopLog.parse(
            List.of(
                START,
                begun("1001", 1, 0),
                "{\"at\":\"done\",\"customer\":\"10",
                START,
                begun("1001", 2, 0)));

    assertThat(log.calls())
        .containsExactly(
            new LoggedCall("id:1001", 1, Fate.CUT_OFF, 4, 0, 0),
            new LoggedCall("id:1001", 2, Fate.UNANSWERED, 4, 0, 0));
  }

  private static String begun(String customer, int seq, int late) {
    return "{\"at\":\"begun\",\"customer\":\"%s\",\"seq\":%d,\"kind\":\"event\",\"startNanos\":4200,\"lateMicros\":%d}"
        .formatted(customer, seq, late);
  }

  private static String done(String customer, int seq, int micros, String outcome) {
    return "{\"at\":\"done\",\"customer\":\"%s\",\"seq\":%d,\"micros\":%d,\"outcome\":\"%s\"}"
        .formatted(customer, seq, micros, outcome);
  }
}
