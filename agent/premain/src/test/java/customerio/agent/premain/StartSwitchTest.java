package customerio.agent.premain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartSwitchTest {

  @AfterEach
  void clear() {
    System.clearProperty("customerio.agent.enabled");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "enabled=false",
        "queue.dir=/x,enabled=FALSE",
        " enabled = False ,a=b",
        "enabled=off",
        "enabled=no",
        "enabled=0"
      })
  void argument_switchesOff(String arguments) {
    assertThat(StartSwitch.of(arguments).isOff()).isTrue();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", "enabled=true", "mode=sync", "enabled", ",,=", "x.enabled=false", "mode=off"})
  void otherArguments_leaveItOn(String arguments) {
    assertThat(StartSwitch.of(arguments).isOff()).isFalse();
  }

  @Test
  void property_switchesOff() {
    System.setProperty("customerio.agent.enabled", "false");

    assertThat(StartSwitch.of(null).isOff()).isTrue();
  }

  @Test
  void argument_outranksProperty() {
    System.setProperty("customerio.agent.enabled", "false");

    assertThat(StartSwitch.of("enabled=true").isOff()).isFalse();
  }
}
