package customerio.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScoreboardTest {
  private static final RoundResult WITHOUT =
      new RoundResult(
          new Ledger(2040, 1311, 717, 12, 5, 1318, 2, 700, 4, 3, 6),
          new HoldTimes(51_200, 2_004_000, 10_050_000),
          2101);
  private static final RoundResult WITH =
      new RoundResult(
          new Ledger(2034, 2030, 0, 4, 4, 2030, 0, 0, 0, 0, 0),
          new HoldTimes(40, 900, 52_000),
          350);

  @Test
  void twoRounds_standSideBySide_onOneScreen() {
    assertThat(String.join("\n", Scoreboard.lines(WITHOUT, WITH)))
        .isEqualTo(
            """
            Each round: 200 calls/s; 10 s of 503s, kill -9 of the shop, 10 s of silence.

                                                     without agent  with agent  without:with
            calls made by the shop                           2 040       2 034          1.0×
              answered ok                                    1 311       2 030          0.6×
              failed in the shop                               717           0
              cut off by kill -9, no answer given               12           4          3.0×
                and never arrived                                5           4          1.3×
            requests on the wire                             2 101         350          6.0×
            delivered to Customer.io                         1 318       2 030          0.6×
            LOST                                               706           0
              failed in the shop, never arrived                700           0
              answered ok, never arrived                         2           0
              never answered, never arrived                      4           0
            DUPLICATED                                           3           0
            OUT OF ORDER (per person)                            6           0
            a call, from due to done¹,      p50 µs          51 200          40        1 280×
                                            p99 µs       2 004 000         900        2 227×
              cold starts included,         max µs      10 050 000      52 000          193×

            ¹ percentiles without the first 3 s after each start of the shop, in both rounds
            With the agent: nothing lost, nothing twice, everything in order.""");
  }

  @Test
  void aFlawWithTheAgent_isSaid() {
    assertThat(Scoreboard.lines(WITHOUT, WITHOUT))
        .endsWith("FAILED: with the agent something was lost, came twice or came out of order.");
  }

  @Test
  void withoutASecondRound_itsColumnIsEmpty() {
    assertThat(Scoreboard.lines(WITHOUT, null))
        .contains("LOST                                               706           -")
        .endsWith("Without the agent only: nothing to compare.");
  }
}
