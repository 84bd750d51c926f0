package customerio.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The test application, with its order feed running. Each start is by the same command line. */
final class Shop {
  static final int CALLS_PER_SECOND = 200;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> arguments;
  private final Path directory;
  private final Loopback web;
  private Jvm jvm;

  /**
   * @param agent the agent's JVM option; null for none
   * @param directory where the shop runs and leaves its logs
   * @param port where the shop listens
   */
  Shop(Path jar, String agent, Path directory, int port, Simulator customerio) throws IOException {
    this.arguments = arguments(jar, agent, port, customerio);
    this.directory = Files.createDirectories(directory);
    this.web = new Loopback(port);
  }

  void start() throws IOException {
    jvm = Jvm.start(arguments, directory, directory.resolve("shop.log"));
  }

  void kill() throws InterruptedException {
    jvm.kill();
  }

  void stop() throws InterruptedException {
    jvm.stop(Duration.ofSeconds(10));
  }

  /** Whether the shop answers; fails when it has died, so that nobody waits for it. */
  boolean isUp() throws IOException, InterruptedException {
    if (!jvm.isAlive()) {
      throw new IOException("the shop has died: see " + directory.resolve("shop.log"));
    }
    try {
      web.get("/order-feed");
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  void stopFeed() throws IOException, InterruptedException {
    web.delete("/order-feed");
  }

  /** Whether no call can begin any more and all have been answered. */
  boolean isIdle() throws IOException, InterruptedException {
    JsonNode state = JSON.readTree(web.get("/order-feed"));
    return !state.path("running").asBoolean() && state.path("open").asLong() == 0;
  }

  /** What the shop's feed has recorded; empty before the shop is up. */
  ShopLog log() throws IOException {
    return ShopLog.parse(Files.exists(feedLog()) ? Files.readAllLines(feedLog()) : List.of());
  }

  private Path feedLog() {
    return directory.resolve("order-feed.ndjson");
  }

  private static List<String> arguments(Path jar, String agent, int port, Simulator customerio) {
    List<String> arguments = new ArrayList<>();
    if (agent != null) {
      arguments.add(agent);
    }
    arguments.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-jar",
            jar.toString(),
            "--server.address=127.0.0.1",
            "--server.port=" + port,
            "--customerio.track-url=http://127.0.0.1:" + customerio.port("track-us"),
            "--customerio.pipelines-url=http://127.0.0.1:" + customerio.port("pipelines-us"),
            "--shop.load.enabled=true",
            "--shop.load.threads=40",
            "--shop.load.customers=200",
            "--shop.load.rate=" + CALLS_PER_SECOND,
            "--shop.load.clients=rest-client+okhttp+feign,rest-template+okhttp-async,"
                + "okhttp+feign-okhttp+rest-client,segment"));
    return arguments;
  }
}
