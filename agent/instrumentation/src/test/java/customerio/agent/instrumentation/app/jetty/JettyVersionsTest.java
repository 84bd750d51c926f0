package customerio.agent.instrumentation.app.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.instrumentation.testing.ClientVersions;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs {@link WayContract} against every version of Jetty's client the build has put aside. */
class JettyVersionsTest {
  private static final ClientVersions VERSIONS =
      new ClientVersions("jetty", new JettyInstrumentation());

  @Test
  void floorAndLatest_areThere() {
    assertThat(VERSIONS.found()).containsExactly("jetty-12.0.20", "jetty-12.1.14");
  }

  @TestFactory
  Stream<DynamicContainer> versions() {
    return VERSIONS.run(WayContract.class);
  }
}
