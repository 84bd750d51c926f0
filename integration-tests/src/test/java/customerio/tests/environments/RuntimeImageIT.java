package customerio.tests.environments;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runtime images of jlink, which lack modules that everybody takes for granted. */
class RuntimeImageIT {
  @TempDir Path directory;

  @Test
  void imageWithWhatTheTransportNeeds_isServed_butForTheMBean() throws Exception {
    try (Simulator simulator = Simulator.start()) {
      AgentJvm.Finished finished = run(simulator, "java.base,java.instrument,jdk.net");

      assertThat(finished.out()).isEqualTo("200 server\n200 agent\n200 agent");
      assertThat(finished.exitCode()).isZero();
      assertThat(finished.err().lines().filter(line -> line.contains("module")).toList())
          .isEqualTo(
              List.of(
                  "[customerio-agent] no MBean customerio.agent:type=Agent (NoClassDefFoundError);"
                      + " everything else works; a jlink image needs the module java.management"
                      + " for it"));
      assertThat(finished.err()).doesNotContain("Exception", "fault", "could not");
    }
  }

  @Test
  void imageWithoutIt_isOneLineAndCallsGoOutAsEver() throws Exception {
    try (Simulator simulator = Simulator.start()) {
      assertThat(run(simulator, "java.base,java.instrument"))
          .isEqualTo(
              new AgentJvm.Finished(
                  0,
                  "200 server\n200 server\n200 server",
                  "[customerio-agent] needs the module jdk.net, which this Java runtime lacks; the"
                      + " application runs without the agent; add it with --add-modules jdk.net"
                      + " to the java or jlink command"));
    }
  }

  private AgentJvm.Finished run(Simulator simulator, String modules) throws Exception {
    URI base = simulator.uri(Family.TRACK, Region.US);
    return AgentJvm.of(EventCall.class)
        .javaHome(image(modules))
        .agent(
            AgentJar.built(),
            "hosts.extra=track-us=" + base.getAuthority(),
            "queue.dir=" + directory.resolve("queue"))
        .arguments(base.toString(), "3")
        .start()
        .await();
  }

  private Path image(String modules) {
    Path image = directory.resolve("image");
    int result =
        ToolProvider.findFirst("jlink")
            .orElseThrow()
            .run(System.out, System.err, "--add-modules", modules, "--output", image.toString());
    assertThat(result).isZero();
    return image;
  }
}
