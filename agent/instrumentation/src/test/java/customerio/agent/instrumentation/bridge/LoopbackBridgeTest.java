package customerio.agent.instrumentation.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.OwnWay;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;

/** Which clients the bridge is not for. */
class LoopbackBridgeTest {

  @ParameterizedTest
  @EnumSource(OwnWay.class)
  void wayOfItsOwn_isLeftToTheClientAndCountedOnce(OwnWay way) {
    try (ScriptedTaker taker = ScriptedTaker.on(1, ScriptedTaker.pass())) {
      assertThat(LoopbackBridge.leaves(taker, "a-client", "A Client", way)).isTrue();
      assertThat(taker.bypassed).hasValue(1);
      assertThat(taker.concerns).isEmpty();
    }
  }

  @ParameterizedTest
  @NullSource
  @EnumSource(
      value = OwnWay.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"PROXY", "SOCKETS"})
  void wayThatTheUserGivesUp_isLedOverTheBridge(OwnWay way) {
    try (ScriptedTaker taker = ScriptedTaker.on(1, ScriptedTaker.pass())) {
      taker.takesOwnWays = true;

      assertThat(LoopbackBridge.leaves(taker, "a-client", "A Client", way)).isFalse();
      assertThat(taker.bypassed).hasValue(0);
    }
  }

  /** What the engine leaves is sent on by the bridge, which could not go there. */
  @ParameterizedTest
  @EnumSource(
      value = OwnWay.class,
      names = {"PROXY", "SOCKETS"})
  void wayThatTheBridgeCannotReplace_isLeftToTheClientAllTheSame(OwnWay way) {
    try (ScriptedTaker taker = ScriptedTaker.on(1, ScriptedTaker.pass())) {
      taker.takesOwnWays = true;

      assertThat(LoopbackBridge.leaves(taker, "a-client", "A Client", way)).isTrue();
      assertThat(taker.bypassed).hasValue(1);
      assertThat(taker.concerns).containsExactly("client-passes-through a-client");
    }
  }

  @Test
  void loopbackAddress_needsNoProxy() {
    assertThat(LoopbackBridge.isDirect(Target.of("http", "::1", 80))).isTrue();
  }
}
