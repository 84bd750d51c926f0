package customerio.agent.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void columns_standUnderEachOther_andNothingTrails() {
    assertThat(new Table().row("PID", "MAIN", "").row("12345", "a", "x y").row("1", "", "").lines())
        .containsExactly("PID    MAIN", "12345  a     x y", "1");
  }

  @Test
  void noRow_isNoLine() {
    assertThat(new Table().lines()).isEmpty();
  }
}
