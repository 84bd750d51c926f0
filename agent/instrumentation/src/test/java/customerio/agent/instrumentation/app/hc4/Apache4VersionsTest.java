package customerio.agent.instrumentation.app.hc4;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.instrumentation.testing.ClientVersions;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs {@link Apache4Contract} against every version of the client the build has put aside. */
class Apache4VersionsTest {
  private final ClientVersions versions =
      new ClientVersions("apache4", new Apache4Instrumentation());

  @Test
  void oldestAndNewest_areThere() {
    assertThat(versions.found())
        .containsExactly("apache4-4.3.6", "apache4-4.4.1", "apache4-4.5.14");
  }

  @TestFactory
  Stream<DynamicContainer> contract() {
    return versions.run(Apache4Contract.class);
  }
}
