package customerio.agent.instrumentation.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Interception;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Classes that were there before the agent. */
class RetransformationTest {
  private final List<Class<?>> asked = new ArrayList<>();
  private final RecordingTaker taker = new RecordingTaker();

  @AfterEach
  void uninstall() {
    Interception.install(null);
  }

  @Test
  void classThatTheJvmRefuses_keepsNoOtherFromBeingWoven() {
    Interception.install(taker);

    Weaving.retransformLoaded(
        jvm(String.class, Integer.class, Long.class),
        Map.of("java/lang/String", List.of(), "java/lang/Long", List.of()));

    assertThat(asked).containsExactly(String.class, Long.class);
    assertThat(taker.places).containsExactly("weaving of java.lang.String");
  }

  /** Its first class of a client cannot be verified once it is woven. */
  private Instrumentation jvm(Class<?>... loaded) {
    return (Instrumentation)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Instrumentation.class},
            (self, method, arguments) -> {
              if (method.getName().equals("getAllLoadedClasses")) {
                return loaded;
              }
              asked.addAll(List.of((Class<?>[]) arguments[0]));
              if (asked.size() == 1) {
                throw new VerifyError("Bad type on operand stack");
              }
              return null;
            });
  }
}
