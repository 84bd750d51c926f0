package customerio.agent.instrumentation.weaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassWeaverTest {
  private static final byte[] PLAIN = Woven.bytesOf(Calculator.Plain.class);

  @Test
  void otherParameters_areAnotherMethod() {
    assertThat(ClassWeaver.weave(PLAIN, List.of(hook("sum", "long")))).isNull();
    assertThat(ClassWeaver.weave(PLAIN, List.of(hook("sum")))).isNull();
    assertThat(ClassWeaver.weave(PLAIN, List.of(hook("sum", "int", "int")))).isNull();
  }

  @Test
  void abstractMethod_isNotWoven() {
    assertThat(ClassWeaver.weave(Woven.bytesOf(Calculator.class), List.of(hook("sum", "int"))))
        .isNull();
  }

  @Test
  void oneOfSeveralShapes_isEnough() {
    assertThat(ClassWeaver.weave(PLAIN, List.of(hook("sum"), hook("sum", "int")))).isNotNull();
  }

  @Test
  void weaving_isRepeatable() {
    List<Hook> hooks = List.of(hook("sum", "int"), hook("wide", "long", "double"));

    assertThat(ClassWeaver.weave(PLAIN, hooks)).isEqualTo(ClassWeaver.weave(PLAIN, hooks));
  }

  @Test
  void classWithoutClassConstants_isRefused() {
    byte[] old = PLAIN.clone();
    old[7] = 48;

    assertThatThrownBy(() -> ClassWeaver.weave(old, List.of(hook("sum", "int"))))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage(
            "customerio/agent/instrumentation/weaving/Calculator$Plain was compiled for Java 1.4"
                + " or older, which has no class constants");
  }

  private static Hook hook(String method, String... parameterTypes) {
    return new Hook("any", method, List.of(parameterTypes), "any");
  }
}
