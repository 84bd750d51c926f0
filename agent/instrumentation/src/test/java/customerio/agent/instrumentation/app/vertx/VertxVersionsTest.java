package customerio.agent.instrumentation.app.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.instrumentation.testing.ClientVersions;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs {@link VertxContract} against every version of Vert.x the build has put aside. */
class VertxVersionsTest {
  private static final ClientVersions VERSIONS =
      new ClientVersions("vertx", new VertxInstrumentation());

  @Test
  void eachWayToConnect_isThere() {
    assertThat(VERSIONS.found())
        .containsExactly("vertx-4.3.8", "vertx-4.5.34", "vertx-5.0.12", "vertx-5.2.0");
  }

  @TestFactory
  Stream<DynamicContainer> versions() {
    return VERSIONS.run(VertxContract.class);
  }
}
