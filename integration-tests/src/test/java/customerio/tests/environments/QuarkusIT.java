package customerio.tests.environments;

import customerio.jvm.JvmCommand;
import customerio.tests.environments.shop.Shop;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quarkus on the JVM: a loader of its own over the jars of its layout, and its own log manager. */
@Tag("matrix")
class QuarkusIT {
  private static final String[] CLIENTS = {
    "UrlConnectionClient", "JdkClient", "JdkAsyncClient", "OkHttpShopClient"
  };

  private static final Path APPLICATION =
      Path.of("..", "quarkus-app", "target", "quarkus-app", "quarkus-run.jar");

  @TempDir Path directory;

  @Test
  void E10_quarkusOnTheJvm_isServed() throws Exception {
    try (Proof proof = new Proof(directory)) {
      proof.isTakenOver(
          CLIENTS.length * Shop.CALLS_PER_CLIENT, shop(proof), shop(proof).options(proof.agent()));
    }
  }

  private static JvmCommand shop(Proof proof) {
    return JvmCommand.tool("java", "-jar", APPLICATION.toString(), proof.base())
        .arguments(CLIENTS)
        .shortLived()
        .options("-Dquarkus.banner.enabled=false", "-Dquarkus.log.level=WARN");
  }
}
