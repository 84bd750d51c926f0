package customerio.tests.environments;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.jvm.JvmCommand;
import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import customerio.tests.environments.shop.Shop;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runtime images of jlink, which lack modules that everybody takes for granted. */
class RuntimeImageIT {
  @TempDir Path directory;

  /**
   * Without java.net.http, java.management, java.logging, java.naming, jdk.net, jdk.unsupported.
   */
  @Test
  void E04_smallestImage_isServed_butForTheMBean() throws Exception {
    try (Simulator simulator = Simulator.start()) {
      AgentJvm.Finished finished = run(simulator, image("java.base,java.instrument"));

      assertThat(finished.out()).isEqualTo("200 server\n200 agent\n200 agent");
      assertThat(finished.exitCode()).isZero();
      assertThat(finished.err().lines().filter(line -> line.contains("module")).toList())
          .isEqualTo(
              List.of(
                  "[customerio-agent] no MBean customerio.agent:type=Agent (NoClassDefFoundError);"
                      + " everything else works; it needs the module java.management, with"
                      + " --add-modules java.management in the java or jlink command"));
      assertThat(finished.err()).doesNotContain("Exception", "fault", "could not");
    }
  }

  @Test
  void E04_imageOfAnApplication_isServed() throws Exception {
    String[] clients = {"UrlConnectionClient", "JdkClient", "JdkAsyncClient"};
    try (Proof proof = new Proof(directory)) {
      Path shop =
          Compiler.module(
              directory.resolve("shop"),
              "requires java.net.http;",
              List.of(
                  "Shop",
                  "CustomerioClient",
                  "JdkClient",
                  "JdkAsyncClient",
                  "UrlConnectionClient"));
      Path image =
          image(
              "shop,java.instrument,java.management,jdk.management.agent",
              "--module-path",
              shop.toString());
      proof.isTakenOver(
          clients.length * Shop.CALLS_PER_CLIENT,
          shopOf(image, proof, clients),
          shopOf(image, proof, clients).options(proof.agent()));
    }
  }

  private static JvmCommand shopOf(Path image, Proof proof, String... clients) {
    return JvmCommand.tool("java", "-m", "shop/" + Shop.class.getName(), proof.base())
        .arguments(clients)
        .javaHome(image);
  }

  private AgentJvm.Finished run(Simulator simulator, Path image) throws Exception {
    URI base = simulator.uri(Family.TRACK, Region.US);
    return AgentJvm.of(EventCall.class)
        .javaHome(image)
        .agent(
            AgentJar.built(),
            "hosts.extra=track-us=" + base.getAuthority(),
            "queue.dir=" + directory.resolve("queue"))
        .arguments(base.toString(), "3")
        .start()
        .await();
  }

  private Path image(String modules, String... more) {
    Path image = directory.resolve("image");
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.addAll(List.of("--add-modules", modules, "--output", image.toString()));
    int result =
        ToolProvider.findFirst("jlink")
            .orElseThrow()
            .run(System.out, System.err, arguments.toArray(String[]::new));
    assertThat(result).isZero();
    return image;
  }
}
