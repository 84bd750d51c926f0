package customerio.agent.instrumentation.wrapper;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.Interception;
import customerio.agent.instrumentation.weaving.ClientInstrumentation;
import customerio.agent.instrumentation.weaving.Hook;
import customerio.agent.wrappers.Wrapper;
import customerio.agent.wrappers.WrapperFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Methods of the application itself, named by the user's file: their calls are taken over before
 * any HTTP client is there. Only loaded when there is such a file.
 */
public final class WrapperInstrumentation implements ClientInstrumentation {
  public static final String NAME = "wrapper";
  private static final String INTERCEPTOR =
      "customerio.agent.instrumentation.wrapper.WrapperInterceptor";

  /** Interceptors are made by the call sites and find their method here. */
  private static volatile List<MappedMethod> methods = List.of();

  private final List<WrapperFile.Problem> problems;

  private WrapperInstrumentation(List<WrapperFile.Problem> problems) {
    this.problems = problems;
  }

  /** At most once per JVM. */
  public static WrapperInstrumentation of(String file, Map<String, String> environment) {
    WrapperFile read = WrapperFile.read(file, environment);
    List<MappedMethod> mapped = new ArrayList<>();
    for (Wrapper wrapper : read.wrappers()) {
      mapped.add(new MappedMethod(mapped.size(), wrapper));
    }
    methods = List.copyOf(mapped);
    return new WrapperInstrumentation(read.problems());
  }

  static MappedMethod method(int index) {
    return methods.get(index);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Hook> hooks() {
    List<Hook> hooks = new ArrayList<>();
    for (MappedMethod mapped : methods) {
      Wrapper.MethodName method = mapped.wrapper().method();
      hooks.add(
          new Hook(method.type(), method.name(), method.parameterTypes(), INTERCEPTOR, mapped));
    }
    return hooks;
  }

  /** What the file says, and what is wrong with it, once there is an engine to be told. */
  public void report() {
    CallTaker taker = Interception.taker();
    if (taker != null) {
      methods.forEach(method -> introduce(taker, method.wrapper()));
    }
    for (WrapperFile.Problem problem : problems) {
      Concerns.raise(taker, problem.subject(), problem.sentence());
    }
    if (!methods.isEmpty()) {
      new UnseenMethods(methods).start();
    }
  }

  private static void introduce(CallTaker taker, Wrapper wrapper) {
    try {
      taker.credential(wrapper.credential().authorization());
    } catch (IOException notThereYet) {
      // then the first call brings it, and that call says it when it is not there either
    }
  }
}
