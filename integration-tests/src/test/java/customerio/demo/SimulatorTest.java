package customerio.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the simulator, in a JVM of its own, understands what the demo tells it. */
class SimulatorTest {
  private final HttpClient shop = HttpClient.newHttpClient();

  @TempDir private Path dir;
  private Simulator customerio;

  @BeforeEach
  void start() throws Exception {
    customerio =
        Simulator.start(dir, new Progress(new PrintStream(new ByteArrayOutputStream()), false));
  }

  @AfterEach
  void stop() throws InterruptedException {
    customerio.stop();
  }

  @Test
  void whatIsAnswered503_doesNotArrive_andWhatFollowsTheRecoveryDoes() throws Exception {
    assertThat(order(1)).isEqualTo(200);
    customerio.answerUnavailable();
    assertThat(order(2)).isEqualTo(503);
    customerio.recover();
    assertThat(order(3)).isEqualTo(200);

    assertThat(ArrivalLog.applied(customerio.arrivals(), "r1"))
        .containsExactly(new Applied("id:1001", 1), new Applied("id:1001", 3));
    assertThat(customerio.requests()).isEqualTo(3);
  }

  @Test
  void arrivalsAreReadOnlyOnce_andKept() throws Exception {
    order(1);
    assertThat(customerio.arrivals()).hasSize(1);
    order(2);

    assertThat(ArrivalLog.applied(customerio.arrivals(), "r1"))
        .containsExactly(new Applied("id:1001", 1), new Applied("id:1001", 2));
  }

  private int order(int seq) throws IOException, InterruptedException {
    String key = Base64.getEncoder().encodeToString("site-shop:key-shop".getBytes());
    String event = "{\"name\":\"order\",\"data\":{\"run\":\"r1\",\"seq\":%d}}".formatted(seq);
    URI events =
        URI.create(
            "http://127.0.0.1:" + customerio.port("track-us") + "/api/v1/customers/1001/events");
    return shop.send(
            HttpRequest.newBuilder(events)
                .header("Authorization", "Basic " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(event, StandardCharsets.UTF_8))
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }
}
