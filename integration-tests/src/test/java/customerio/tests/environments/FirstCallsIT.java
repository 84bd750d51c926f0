package customerio.tests.environments;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first calls of a JVM load, weave and link everything, and start the engine. The host they
 * name does not exist, so a call that gets past the agent fails.
 */
class FirstCallsIT {
  private static final int THREADS = 64;
  private static final String HOST = "track.customer.invalid";

  @TempDir Path directory;

  @Test
  void firstCallsOfManyThreads_areAllTakenOverOnce() throws Exception {
    assertAllArriveOnce("platform");
  }

  /** One carrier: whatever pins it while it waits for another virtual thread waits for ever. */
  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void firstCallsOfVirtualThreadsOnOneCarrier_areAllTakenOverOnce() throws Exception {
    assertAllArriveOnce(
        "virtual",
        "-Djdk.virtualThreadScheduler.parallelism=1",
        "-Djdk.virtualThreadScheduler.maxPoolSize=1");
  }

  private void assertAllArriveOnce(String threads, String... options) throws Exception {
    try (Simulator simulator = Simulator.start()) {
      AgentJvm.Finished finished =
          AgentJvm.of(FirstCalls.class)
              .options(options)
              .classPath(okHttp())
              .agent(
                  AgentJar.built(),
                  "hosts.extra=track-us=" + HOST,
                  "endpoint.track-us=" + simulator.uri(Family.TRACK, Region.US),
                  // it ends with its last call, and all of them are to arrive
                  "shutdown.timeout=60s",
                  "queue.dir=" + directory.resolve("queue"))
              .arguments("http://" + HOST, Integer.toString(THREADS), threads)
              .start()
              .await();

      assertThat(finished.out()).as(finished.err()).isEqualTo("{200=" + THREADS + "}");
      List<Integer> arrived =
          simulator.awaitArrivals(THREADS, Duration.ofSeconds(60)).stream()
              .map(arrival -> arrival.data().get("seq").asInt())
              .sorted()
              .toList();
      assertThat(arrived).isEqualTo(IntStream.range(0, THREADS).boxed().toList());
      assertThat(finished.err()).doesNotContain("fault", "could not");
    }
  }

  private static Path[] okHttp() throws Exception {
    try (Stream<Path> jars = Files.list(Path.of("../clients/target/jars/okhttp-4.12.0"))) {
      return jars.map(Path::toAbsolutePath).toArray(Path[]::new);
    }
  }
}
