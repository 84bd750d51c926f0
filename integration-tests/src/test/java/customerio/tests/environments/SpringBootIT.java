package customerio.tests.environments;

import customerio.jvm.JvmCommand;
import customerio.tests.environments.shop.Shop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An executable jar of Spring Boot: a loader of its own, and the clients in jars in the jar. */
@Tag("matrix")
class SpringBootIT {
  private static final String[] CLIENTS = {
    "UrlConnectionClient", "JdkClient", "JdkAsyncClient", "OkHttpShopClient"
  };

  private static final String APPLICATION =
      """
      package web;

      import customerio.tests.environments.shop.Shop;
      import org.springframework.boot.CommandLineRunner;
      import org.springframework.boot.SpringApplication;
      import org.springframework.boot.autoconfigure.SpringBootApplication;

      @SpringBootApplication
      public class BootShop implements CommandLineRunner {
        public static void main(String[] arguments) {
          System.exit(SpringApplication.exit(SpringApplication.run(BootShop.class, arguments)));
        }

        @Override
        public void run(String... arguments) throws Exception {
          Shop.main(arguments);
        }
      }
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"3", "4"})
  void E05_executableJar_isServed(String major) throws Exception {
    try (Proof proof = new Proof(directory)) {
      Path jar = jar(major);
      proof.isTakenOver(
          CLIENTS.length * Shop.CALLS_PER_CLIENT,
          shop(jar, proof),
          shop(jar, proof).options(proof.agent()));
    }
  }

  private Path jar(String major) throws IOException {
    Path[] boot = Jars.of("boot-" + major);
    Path classes =
        Compiler.type(
            directory.resolve("classes"),
            "BootShop",
            APPLICATION,
            both(boot, Path.of("target", "test-classes")));
    return Archives.executableJar(
        directory.resolve("shop.jar"),
        Jars.of("bootloader-" + major)[0],
        classes,
        "web.BootShop",
        both(boot, Jars.of("okhttp-4")));
  }

  private static JvmCommand shop(Path jar, Proof proof) {
    return JvmCommand.tool("java", "-jar", jar.toString(), proof.base())
        .arguments(CLIENTS)
        .shortLived()
        .options("-Dspring.main.banner-mode=off", "-Dlogging.level.root=warn");
  }

  private static Path[] both(Path[] these, Path... those) {
    return Stream.concat(Stream.of(these), Stream.of(those)).toArray(Path[]::new);
  }
}
