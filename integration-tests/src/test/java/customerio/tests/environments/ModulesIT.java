package customerio.tests.environments;

import customerio.jvm.JvmCommand;
import customerio.tests.environments.shop.Shop;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application on the module path, with an OkHttp that is a module and hides its internals. */
class ModulesIT {
  private static final String[] CLIENTS = {
    "UrlConnectionClient", "JdkClient", "JdkAsyncClient", "OkHttpShopClient"
  };
  private static final int CALLS = CLIENTS.length * Shop.CALLS_PER_CLIENT;

  private static final List<String> TYPES =
      List.of(
          "Shop",
          "CustomerioClient",
          "JdkClient",
          "JdkAsyncClient",
          "UrlConnectionClient",
          "OkHttpShopClient");

  private static final String REQUIRES = "  requires java.net.http;\n  requires okhttp3;\n";

  @TempDir Path directory;

  @Test
  void E03_moduleWithWhatTheBeanNeeds_isServed() throws Exception {
    try (Proof proof = new Proof(directory)) {
      JvmCommand alone = shop(proof);
      JvmCommand with =
          shop(proof)
              .options(proof.agent())
              .options("--add-modules", "java.management,jdk.management.agent");
      proof.isTakenOver(CALLS, alone, with);
    }
  }

  @Test
  void E03_moduleWithNothingMore_isServed_butForTheBean() throws Exception {
    try (Proof proof = new Proof(directory).withoutBean()) {
      proof.isTakenOver(CALLS, shop(proof), shop(proof).options(proof.agent()));
    }
  }

  private JvmCommand shop(Proof proof) throws Exception {
    Path[] libraries = Jars.of("okhttp-5");
    Path shop = Compiler.module(directory.resolve("shop"), REQUIRES, TYPES, libraries);
    return JvmCommand.tool("java", "-m", "shop/" + Shop.class.getName(), proof.base())
        .arguments(CLIENTS)
        .options(
            "--module-path",
            Compiler.path(
                Stream.concat(Stream.of(shop), Stream.of(libraries)).toArray(Path[]::new)));
  }
}
