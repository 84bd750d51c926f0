package customerio.agent.instrumentation.app.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.instrumentation.testing.ClientVersions;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs {@link OkHttpContract} against every version of OkHttp the build has put aside. */
class OkHttpVersionsTest {
  private final ClientVersions versions = new ClientVersions("okhttp", new OkHttpInstrumentation());

  @Test
  void oldestAndNewest_areThere() {
    assertThat(versions.found())
        .containsExactly("okhttp-3.12.13", "okhttp-3.14.9", "okhttp-4.12.0", "okhttp-5.5.1");
  }

  @TestFactory
  Stream<DynamicContainer> contract() {
    return versions.run(OkHttpContract.class);
  }
}
