package customerio.agent.instrumentation.weaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.capture.Interception;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.Opcodes;

/** What the callers of woven methods get to see, whatever Java their class was compiled for. */
@ParameterizedClass
@ValueSource(ints = {Opcodes.V17, Opcodes.V1_6, Opcodes.V1_5})
class WovenMethodTest {
  private static final String INTERCEPTOR = ProgrammedInterceptor.class.getName();
  private static final List<Hook> HOOKS =
      List.of(
          hook(
              "all",
              "boolean",
              "byte",
              "char",
              "short",
              "int",
              "long",
              "float",
              "double",
              "java.lang.String",
              "int[]"),
          hook("sum", "int"),
          hook("wide", "long", "double"),
          hook("nothing"));

  @Parameter int classFileVersion;

  private final RecordingTaker taker = new RecordingTaker();
  private Calculator woven;

  @BeforeEach
  void weave() throws Exception {
    ProgrammedInterceptor.reset();
    Interception.install(taker);
    woven = (Calculator) Woven.instanceOf(Calculator.Plain.class, classFileVersion, HOOKS);
  }

  @AfterEach
  void uninstall() {
    Interception.install(null);
  }

  @Test
  void original_runs() throws IOException {
    program((self, arguments) -> Outcome.ORIGINAL);

    assertThat(all()).isEqualTo("true 1 c 2 3 4 5.0 6.0 l 7");
    assertThat(woven.sum(4)).isEqualTo(10);
    assertThat(woven.wide(40, 2.5)).isEqualTo(42);
    assertThatThrownBy(() -> woven.nothing()).hasMessage("original");
    assertThatThrownBy(() -> woven.sum(1_000)).isInstanceOf(IOException.class);
    assertThat(taker.faults).isEmpty();
  }

  @Test
  void null_meansTheOriginal() throws IOException {
    program((self, arguments) -> null);

    assertThat(woven.sum(4)).isEqualTo(10);
  }

  @Test
  void interceptor_getsObjectAndBoxedArguments() {
    List<Object> seen = new ArrayList<>();
    program(
        (self, arguments) -> {
          seen.add(self);
          seen.addAll(List.of(arguments).subList(0, 9));
          return Outcome.ORIGINAL;
        });

    all();

    assertThat(seen).containsExactly(woven, true, (byte) 1, 'c', (short) 2, 3, 4L, 5f, 6d, "l");
  }

  @Test
  void answer_replacesTheOriginal() throws IOException {
    program((self, arguments) -> new Outcome.Answer(arguments.length == 10 ? "answer" : 99));

    assertThat(all()).isEqualTo("answer");
    assertThat(woven.sum(-1)).isEqualTo(99);
  }

  @Test
  void answer_canBeWideNullOrVoid() {
    program((self, arguments) -> new Outcome.Answer(arguments.length == 2 ? 77L : null));

    assertThat(woven.wide(1, 1)).isEqualTo(77);
    assertThat(all()).isNull();
    woven.nothing();
  }

  @Test
  void failure_isThrownAsItIs() {
    IOException failure = new IOException("from the interceptor");
    program((self, arguments) -> new Outcome.Failure(failure));

    assertThatThrownBy(() -> woven.sum(1)).isSameAs(failure);
    assertThatThrownBy(() -> woven.nothing()).isSameAs(failure);
  }

  @Test
  void originalWith_replacesArgumentsOfAllTypes() {
    program(
        (self, arguments) ->
            new Outcome.OriginalWith(
                false, (byte) 9, 'x', (short) 8, 7, 6L, 5f, 4d, null, new int[0]));

    assertThat(all()).isEqualTo("false 9 x 8 7 6 5.0 4.0 null 0");
  }

  @Test
  void changedArguments_changeNothing() throws IOException {
    program(
        (self, arguments) -> {
          arguments[0] = 100;
          return Outcome.ORIGINAL;
        });

    assertThat(woven.sum(4)).isEqualTo(10);
  }

  @Test
  void thrownException_isOurFault_soTheOriginalRuns() throws IOException {
    IllegalStateException fault = new IllegalStateException("bug");
    program(
        (self, arguments) -> {
          throw fault;
        });

    assertThat(woven.sum(4)).isEqualTo(10);
    assertThat(woven.sum(5)).isEqualTo(15);
    assertThat(taker.faults).containsExactly(fault, fault);
    assertThat(taker.places).containsOnly(INTERCEPTOR);
  }

  @Test
  void linkageError_switchesTheCallSiteOff_andOnlyThat() throws IOException {
    program(
        (self, arguments) -> {
          throw new NoSuchMethodError("another version of the client");
        });
    assertThat(woven.sum(4)).isEqualTo(10);
    program((self, arguments) -> new Outcome.Answer(arguments.length == 1 ? 99 : 98L));

    assertThat(woven.sum(4)).isEqualTo(10);
    assertThat(woven.wide(1, 1)).isEqualTo(98);
    assertThat(taker.places).hasSize(1);
    assertThat(taker.places.get(0))
        .isEqualTo(
            INTERCEPTOR
                + " is switched off for "
                + Calculator.Plain.class.getName()
                + " in customerio.agent.instrumentation.weaving.Woven$OneClassLoader");
  }

  @Test
  void interceptorThatCannotBeCreated_isTriedOnce() throws IOException {
    ProgrammedInterceptor.creation =
        () -> {
          throw new IllegalStateException("cannot be created");
        };

    assertThat(woven.sum(4)).isEqualTo(10);
    assertThat(woven.sum(4)).isEqualTo(10);
    assertThat(ProgrammedInterceptor.CREATED).hasValue(1);
    assertThat(taker.faults).hasSize(1);
  }

  @Test
  void fullStackOrHeap_whileLinking_isNoReasonToGiveUp() throws IOException {
    ProgrammedInterceptor.creation =
        () -> {
          throw new StackOverflowError();
        };
    assertThat(woven.sum(4)).isEqualTo(10);
    ProgrammedInterceptor.creation = () -> {};
    program((self, arguments) -> new Outcome.Answer(99));

    assertThat(woven.sum(4)).isEqualTo(99);
  }

  @Test
  void callWhileLinking_fromTheSameThread_runsItsOriginal_andLinkingGoesOn() throws IOException {
    List<Integer> inner = new ArrayList<>();
    ProgrammedInterceptor.creation = () -> inner.add(sumUnchecked(3));
    program((self, arguments) -> new Outcome.Answer(99));

    assertThat(woven.sum(4)).isEqualTo(99);
    assertThat(inner).containsExactly(6);
    assertThat(ProgrammedInterceptor.CREATED).hasValue(1);
  }

  private int sumUnchecked(int count) {
    try {
      return woven.sum(count);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String all() {
    return woven.all(true, (byte) 1, 'c', (short) 2, 3, 4L, 5f, 6d, "l", new int[7]);
  }

  private static void program(Interceptor program) {
    ProgrammedInterceptor.program = program;
  }

  private static Hook hook(String method, String... parameterTypes) {
    return new Hook(Calculator.Plain.class.getName(), method, List.of(parameterTypes), INTERCEPTOR);
  }
}
