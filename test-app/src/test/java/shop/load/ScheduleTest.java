package shop.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScheduleTest {

  @Test
  void customersTakeTurnsAtTheRate() {
    Schedule schedule = new Schedule(1_000_000_000L, 3, 10);

    assertThat(
            new long[] {
              schedule.dueNanos(0, 0),
              schedule.dueNanos(0, 1),
              schedule.dueNanos(0, 2),
              schedule.dueNanos(1, 0)
            })
        .containsExactly(1_000_000_000L, 1_100_000_000L, 1_200_000_000L, 1_300_000_000L);
  }
}
