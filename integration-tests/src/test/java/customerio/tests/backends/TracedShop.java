package customerio.tests.backends;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.jvm.JvmCommand;
import customerio.simulator.Family;
import customerio.simulator.Region;
import customerio.simulator.Simulator;
import customerio.simulator.faults.FaultRule;
import customerio.tests.contract.webhooks.Beans;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The test application as it is, with the OpenTelemetry agent and ours, in the documented order.
 * Its one customer has an e-mail address for an id.
 */
public final class TracedShop implements AutoCloseable {
  static final String CANARY = "canary";

  private static final String CUSTOMER = "canary@example.com";
  private static final Path OPENTELEMETRY =
      Path.of("target", "agents", "opentelemetry-javaagent.jar");
  private static final Path SHOP = Path.of("..", "test-app", "target", "test-app.jar");
  private static final Duration SOON = Duration.ofSeconds(60);

  /** Not a measure of anything: with two agents and other tests beside it, it takes its time. */
  private static final Duration START = Duration.ofMinutes(5);

  private static final String LINE = "Tomcat started on port ";

  private final Simulator simulator = Simulator.start();
  private final HttpClient client = HttpClient.newHttpClient();
  private final AgentJvm jvm;
  private final URI root;
  private int arrived;

  private TracedShop(Path directory, URI zipkin, URI collector) throws InterruptedException {
    String track = simulator.uri(Family.TRACK, Region.US).toString();
    jvm =
        JvmCommand.tool("java", "-jar", SHOP.toString())
            .options(
                "-XX:TieredStopAtLevel=1",
                "-javaagent:" + OPENTELEMETRY,
                "-Dotel.service.name=shop",
                "-Dotel.traces.exporter=zipkin,otlp",
                "-Dotel.exporter.zipkin.endpoint=" + zipkin,
                "-Dotel.exporter.otlp.protocol=http/protobuf",
                "-Dotel.exporter.otlp.endpoint=" + collector,
                "-Dotel.metrics.exporter=none",
                "-Dotel.logs.exporter=none",
                "-Dotel.bsp.schedule.delay=100")
            .agent(
                AgentJar.built(),
                "hosts.extra=track-us=" + URI.create(track).getAuthority(),
                "queue.dir=" + directory.resolve("queue"))
            .arguments(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--logging.pattern.console=%msg%n",
                "--customerio.track-url=" + track)
            .start();
    try {
      String line = jvm.awaitLine(LINE, START);
      String port = line.substring(LINE.length()).replaceFirst("\\D.*", "");
      root = URI.create("http://127.0.0.1:" + port + "/");
    } catch (InterruptedException | RuntimeException | Error failure) {
      close();
      throw failure;
    }
  }

  /**
   * @param zipkin gets the spans in its own format
   * @param collector gets them as well, by OTLP over HTTP
   */
  public static TracedShop start(Path directory, URI zipkin, URI collector) throws Exception {
    TracedShop shop = new TracedShop(directory, zipkin, collector);
    try {
      // the first call of a credential waits for its answer
      shop.orders(1);
      shop.simulator.awaitArrivals(++shop.arrived, SOON);
    } catch (IOException | InterruptedException | RuntimeException | Error failure) {
      shop.close();
      throw failure;
    }
    return shop;
  }

  /** An order whose delivery fails at first, and its one repetition. */
  public void ordersWhileCustomerioStumbles() throws Exception {
    stumble("/events");
    orders(2);
    simulator.awaitArrivals(++arrived, SOON);
  }

  /** Two orders that leave together, at the second attempt. */
  public void ordersTwiceWhilePaused() throws Exception {
    try (Beans beans = Beans.of(jvm.pid())) {
      beans.does("Queue", "pause");
      orders(3);
      orders(4);
      stumble("/batch");
      beans.does("Queue", "resume");
    }
    arrived += 2;
    simulator.awaitArrivals(arrived, SOON);
  }

  /**
   * @param path in it; the agent's question where the account lives may come at any time
   */
  private void stumble(String path) {
    simulator.faults().add(FaultRule.named("stumble").path(path).status(503).times(1));
  }

  private void orders(int number) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(root.resolve("orders"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"customer\":\"%s\",\"number\":\"%s-%d\",\"total\":12.5}"
                        .formatted(CUSTOMER, CANARY, number)))
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  @Override
  public void close() {
    jvm.close();
    simulator.close();
  }
}
