package customerio.agent.instrumentation.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Interception;
import io.opentelemetry.javaagent.bootstrap.StandIn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every dispatcher here has no instrumentation, so a class that is woven at all is a fault. */
class WeavingTransformerTest {
  private static final String NAME = "customerio/agent/instrumentation/weaving/Calculator$Plain";

  private final RecordingTaker taker = new RecordingTaker();
  private final WeavingTransformer transformer =
      new WeavingTransformer(
          () -> {},
          new Dispatcher(null, Map.of()),
          Map.of(NAME, List.of(new Hook("any", "sum", List.of("int"), "any"))),
          Map.of("any", "any"));

  @AfterEach
  void uninstall() {
    Interception.install(null);
  }

  @Test
  void otherAndHiddenClasses_areNotLookedAt() {
    ClassLoader application = new ClassLoader(null) {};

    assertThat(transformer.transform(application, "com/example/Main", null, null, null)).isNull();
    assertThat(transformer.transform(application, null, null, null, null)).isNull();
  }

  @Test
  void classesOfOurLoaders_areNotWoven() {
    Interception.install(taker);
    ClassLoader agent = WeavingTransformer.class.getClassLoader();

    assertThat(transformer.transform(agent, NAME, null, null, new byte[0])).isNull();
    assertThat(
            transformer.transform(
                new BridgeClassLoader(agent, null), NAME, null, null, new byte[0]))
        .isNull();
    assertThat(taker.places).isEmpty();
  }

  @Test
  void classesOfAnotherAgent_areNotWoven() {
    Interception.install(taker);

    assertThat(transformer.transform(new StandIn(), NAME, null, null, new byte[0])).isNull();
    assertThat(taker.places).isEmpty();
  }

  @Test
  void fault_leavesTheClassAsItIs() {
    Interception.install(taker);

    assertThat(transformer.transform(new ClassLoader(null) {}, NAME, null, null, new byte[0]))
        .isNull();
    assertThat(taker.places).containsExactly("weaving of " + NAME);
  }
}
