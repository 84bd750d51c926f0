package customerio.agent.instrumentation.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.Opcodes;

/** Methods that somebody else has named: static ones, too, and their interceptor knows which. */
class CheckedMethodTest {
  private final List<String> seen = new ArrayList<>();
  private boolean agrees = true;

  @ParameterizedTest
  @ValueSource(ints = {Opcodes.V17, Opcodes.V1_6, Opcodes.V1_5})
  void staticMethod_isIntercepted_byAnInterceptorThatKnowsWhich(int version) throws Exception {
    Class<?> woven =
        Woven.instanceOf(Greeter.class, version, List.of(hook("greet", "long", "java.lang.String")))
            .getClass();

    assertThat(woven.getMethod("greet", long.class, String.class).invoke(null, 2L, "you"))
        .isEqualTo("told greet: null [2, you]");
    assertThat(seen).containsExactly("greet(JLjava/lang/String;)Ljava/lang/String;");
  }

  @Test
  void methodThatTheCheckRefuses_isLeftAlone() {
    agrees = false;

    assertThat(
            ClassWeaver.weave(
                Woven.bytesOf(Greeter.class), List.of(hook("greet", "long", "java.lang.String"))))
        .isNull();
    assertThat(seen).hasSize(1);
  }

  @Test
  void methodThatIsNotThere_isTold() {
    assertThat(ClassWeaver.weave(Woven.bytesOf(Greeter.class), List.of(hook("greet", "long"))))
        .isNull();
    assertThat(seen).containsExactly("no greet");
  }

  @Test
  void methodWithoutCode_isNotWoven() {
    assertThat(ClassWeaver.weave(Woven.bytesOf(Calculator.class), List.of(hook("sum", "int"))))
        .isNull();
    assertThat(seen).containsExactly("sum(I)I");
  }

  private Hook hook(String method, String... parameters) {
    return new Hook(
        "any", method, List.of(parameters), ToldInterceptor.class.getName(), new Check(method));
  }

  private final class Check implements MethodCheck {
    private final String method;

    Check(String method) {
      this.method = method;
    }

    @Override
    public String found(int access, String descriptor, String signature) {
      seen.add(method + descriptor);
      return agrees ? "told " + method : null;
    }

    @Override
    public void missing() {
      seen.add("no " + method);
    }
  }

  /** To be woven. */
  public static final class Greeter {
    public static String greet(long count, String whom) {
      for (long left = count; left > 0; left--) {
        whom = whom.concat("!");
      }
      return whom;
    }
  }
}
