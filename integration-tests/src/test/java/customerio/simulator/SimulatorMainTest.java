package customerio.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.simulator.http.PortReservation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatorMainTest {

  @TempDir Path directory;

  @Test
  void killedAndStartedAgain_servesTheSamePorts() throws Exception {
    Path file = directory.resolve("ports");
    Properties ports = new Properties();
    Process first = start("--latency=1", "--ports-file=" + file);
    try {
      assertThat(readyLine(first)).startsWith("simulator ready track-us=");
      try (BufferedReader reader = Files.newBufferedReader(file)) {
        ports.load(reader);
      }
      assertThat(ports.stringPropertyNames())
          .containsExactlyInAnyOrder(
              "track-us",
              "track-eu",
              "pipelines-us",
              "pipelines-eu",
              "app-us",
              "app-eu",
              "control");
      assertThat(identifyStatus(ports)).isEqualTo(200);
    } finally {
      first.destroyForcibly().waitFor();
    }

    // meanwhile nobody else is given it
    PortReservation kept = new PortReservation(Integer.parseInt(ports.getProperty("track-us")));
    try {
      servesAgain(ports);
    } finally {
      kept.close();
    }
  }

  private void servesAgain(Properties ports) throws Exception {
    Process second = start("--track-us=" + ports.getProperty("track-us"));
    try {
      assertThat(readyLine(second)).contains(" track-us=" + ports.getProperty("track-us") + " ");
      assertThat(identifyStatus(ports)).isEqualTo(200);
    } finally {
      second.destroyForcibly().waitFor();
    }
  }

  @Test
  void takenPort_isSaid() {
    try (Simulator first = Simulator.start()) {
      Ports same = new Ports(Map.of("track-us", first.ports().get("track-us")));

      assertThatThrownBy(() -> Simulator.start(same, Clock.systemUTC()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("the simulator cannot listen: ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"latency", "--latency", "--latency=x", "--latency=-1", "--port=1"})
  void argument_notUnderstood(String argument) {
    assertThatThrownBy(() -> CommandLine.parse(argument))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void arguments() {
    assertThat(CommandLine.parse("--latency=50", "--control=8080"))
        .isEqualTo(new CommandLine(50, null, new Ports(Map.of("control", 8080))));
  }

  private static int identifyStatus(Properties ports) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:" + ports.getProperty("track-us") + "/api/v1/customers/42"))
            .header("Authorization", RunningSimulator.TRACK_AUTH)
            .DELETE()
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode();
  }

  private static String readyLine(Process process) throws IOException {
    return new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
        .readLine();
  }

  private static Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(SimulatorMain.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
