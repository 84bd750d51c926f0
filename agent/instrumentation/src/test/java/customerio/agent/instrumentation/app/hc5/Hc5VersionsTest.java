package customerio.agent.instrumentation.app.hc5;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Reply;
import customerio.agent.instrumentation.testing.ClientVersions;
import customerio.agent.instrumentation.testing.LoopbackStub;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import customerio.agent.instrumentation.weaving.Hook;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs {@link Hc5Contract} against every version of HttpClient the build has put aside. */
class Hc5VersionsTest {
  private final ClientVersions versions =
      new ClientVersions("hc5", Hc5Instrumentation.classic(), Hc5Instrumentation.asynchronous());

  @Test
  void oldestAndNewest_areThere() {
    assertThat(versions.found())
        .containsExactly("hc5-5.1.4", "hc5-5.3.1", "hc5-5.4.4", "hc5-5.6.5");
  }

  @Test
  void hooks_nameWhatTheVersionsHave() {
    List<Hook> hooks =
        Stream.of(Hc5Instrumentation.classic(), Hc5Instrumentation.asynchronous())
            .flatMap(client -> client.hooks().stream())
            .toList();

    assertThat(versions.bridges())
        .allSatisfy(
            bridge -> {
              for (Hook hook : hooks) {
                assertThat(parameters(bridge, hook)).isEqualTo(hook.parameterTypes());
              }
            });
  }

  private static List<String> parameters(ClassLoader bridge, Hook hook) throws Exception {
    return Arrays.stream(bridge.loadClass(hook.type()).getDeclaredMethods())
        .filter(method -> method.getName().equals(hook.method()))
        .findFirst()
        .map(method -> Arrays.stream(method.getParameterTypes()).map(Class::getName).toList())
        .orElseThrow();
  }

  /** As in a server with two applications. */
  @Test
  void oldestAndNewest_inOneJvm_areBothTakenOver() throws Exception {
    Reply queued = LoopbackStub.json(200, "{\"queued\":1}");
    try (LoopbackStub server = LoopbackStub.answering(LoopbackStub.json(200, "{}"));
        ScriptedTaker taker = ScriptedTaker.on(server.port(), ScriptedTaker.accept(queued))) {
      List<ClassLoader> bridges = versions.bridges().toList();
      Function<String, String> oldest = caller(bridges.get(0));
      Function<String, String> newest = caller(bridges.get(bridges.size() - 1));
      String url = server.url("/api/v1/customers/a");

      assertThat(oldest.getClass()).isNotSameAs(newest.getClass());
      assertThat(List.of(oldest.apply(url), newest.apply(url), oldest.apply(url)))
          .containsOnly("{\"queued\":1}{\"queued\":1}");
      assertThat(taker.commits).hasValue(6);
      assertThat(taker.suppressed).isEmpty();
      assertThat(server.received).isEmpty();
    }
  }

  @SuppressWarnings("unchecked")
  private static Function<String, String> caller(ClassLoader bridge) throws Exception {
    return (Function<String, String>)
        bridge.loadClass(PutCaller.class.getName()).getConstructor().newInstance();
  }

  @TestFactory
  Stream<DynamicContainer> contract() {
    return versions.run(Hc5Contract.class);
  }
}
