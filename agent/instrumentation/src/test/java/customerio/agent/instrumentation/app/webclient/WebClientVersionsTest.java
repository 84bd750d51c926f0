package customerio.agent.instrumentation.app.webclient;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.instrumentation.testing.ClientVersions;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs {@link WebClientContract} against every version of Spring the build has put aside. */
class WebClientVersionsTest {
  private final ClientVersions versions =
      new ClientVersions("webclient", new WebClientInstrumentation());

  @Test
  void oldestAndNewest_areThere() {
    assertThat(versions.found())
        .containsExactly("webclient-6.0.0", "webclient-6.2.12", "webclient-7.0.9");
  }

  @TestFactory
  Stream<DynamicContainer> contract() {
    return versions.run(WebClientContract.class);
  }
}
