package customerio.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import customerio.simulator.faults.Cut;
import customerio.simulator.faults.FaultRule;
import customerio.simulator.faults.StatusFault;
import customerio.simulator.faults.Trickle;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FaultsTest {

  private static final Duration NEVER = Duration.ofHours(1);
  private static final String CUSTOMER = "/api/v1/customers/42";

  @RegisterExtension final RunningSimulator simulator = new RunningSimulator();

  @Test
  void status_forTheNextRequestsOnly_andNothingIsProcessed() {
    add(FaultRule.named("down").status(new StatusFault(503, "7", null)).times(2));

    HttpResponse<String> first = identify();
    assertThat(first.statusCode()).isEqualTo(503);
    assertThat(first.headers().firstValue("retry-after")).hasValue("7");
    assertThat(first.body()).isEqualTo("{\"meta\":{\"error\":\"fault\"}}\n");
    assertThat(identify().statusCode()).isEqualTo(503);
    assertThat(simulator.get().arrivals().all()).isEmpty();

    assertThat(identify().statusCode()).isEqualTo(200);
    assertThat(simulator.get().stats().answered(Family.TRACK, 503)).isEqualTo(2);
    assertThat(simulator.get().stats().requests(Family.TRACK)).isEqualTo(3);
  }

  @Test
  void status_withItsOwnBody() {
    add(FaultRule.named("limit").status(new StatusFault(429, null, "slow down")));

    assertThat(identify().statusCode()).isEqualTo(429);
    assertThat(identify().body()).isEqualTo("slow down");
    assertThat(identify().headers().firstValue("retry-after")).isEmpty();
  }

  @Test
  void status204_hasNoBody() {
    add(FaultRule.named("s").status(204));

    assertThat(identify().statusCode()).isEqualTo(204);
    assertThat(identify().body()).isEmpty();
  }

  @Test
  void emptyReplyAnd200_asSomeClientsMayMeet() {
    add(FaultRule.named("empty").status(new StatusFault(200, null, "")));

    assertThat(identify().statusCode()).isEqualTo(200);
    assertThat(identify().body()).isEmpty();
  }

  @Test
  void scope_ofFamilyRegionAndPath() {
    add(FaultRule.named("f").on(Family.TRACK).at(Region.US).path("/v2/").status(500));

    assertThat(simulator.batch("{}").statusCode()).isEqualTo(500);
    assertThat(identify().statusCode()).isEqualTo(200);
    assertThat(simulator.app("GET", "/v1/exports?x=/v2/", "").statusCode()).isEqualTo(200);
    assertThat(
            simulator
                .send(
                    simulator.request(
                        Family.TRACK,
                        Region.EU,
                        "POST",
                        "/api/v2/batch",
                        RunningSimulator.TRACK_AUTH,
                        "{}"))
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void share_isDrawnFromItsSeed() {
    add(FaultRule.named("some").status(500).share(0.3, 7));
    Random draw = new Random(7);
    List<Integer> expected = new ArrayList<>();
    List<Integer> actual = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      expected.add(draw.nextDouble() < 0.3 ? 500 : 200);
      actual.add(identify().statusCode());
    }

    assertThat(actual).isEqualTo(expected).contains(200, 500);
  }

  @Test
  void sameId_replaces_andRemoveEndsIt() {
    add(FaultRule.named("f").status(500));
    add(FaultRule.named("f").status(502));
    assertThat(identify().statusCode()).isEqualTo(502);

    simulator.get().faults().remove("f");
    assertThat(identify().statusCode()).isEqualTo(200);
  }

  @Test
  void latency_comesBeforeProcessing() {
    add(FaultRule.named("slow").latency(NEVER).times(1));

    assertThatExceptionOfType(HttpTimeoutException.class)
        .isThrownBy(() -> simulator.trySend(impatient()));
    assertThat(simulator.get().arrivals().all()).isEmpty();
  }

  @Test
  void latency_thenTheUsualAnswer() {
    add(FaultRule.named("slow").latency(Duration.ofMillis(2)));
    add(FaultRule.named("slower").latency(Duration.ofMillis(3)));

    assertThat(identify().statusCode()).isEqualTo(200);
  }

  /** More than there are threads, many times over: waiting takes none. */
  @Test
  void requestsThatWait_doNotKeepOthersFromBeingServed() throws IOException {
    int waiting = 1000;
    add(FaultRule.named("slow").latency(NEVER).times(waiting));
    List<RawConnection> connections = new ArrayList<>();
    try {
      for (int i = 0; i < waiting; i++) {
        RawConnection connection = connection();
        connections.add(connection);
        connection.send("PUT", CUSTOMER, RunningSimulator.TRACK_AUTH, "{}");
      }
      // which of them all is served is left to chance: some reply comes, and exactly one
      connections.add(connection());
      connections.get(waiting).send("PUT", CUSTOMER, RunningSimulator.TRACK_AUTH, "{}");
      simulator.get().awaitArrivals(1, Duration.ofSeconds(30));

      assertThat(simulator.get().stats().requests(Family.TRACK)).isEqualTo(waiting + 1);
      assertThat(simulator.get().stats().connectionsOpen(new Host(Family.TRACK, Region.US)))
          .isEqualTo(waiting + 1);
    } finally {
      for (RawConnection connection : connections) {
        connection.close();
      }
    }
  }

  @Test
  void resetBefore_isARstAndNothingIsProcessed() throws IOException {
    add(FaultRule.named("r").cut(Cut.RESET_BEFORE).times(1));

    assertThatExceptionOfType(SocketException.class)
        .isThrownBy(this::identifyRaw)
        .withMessage("Connection reset");
    assertThat(simulator.get().arrivals().all()).isEmpty();
    assertThat(simulator.get().stats().unanswered(Family.TRACK)).isEqualTo(1);
    assertThat(identify().statusCode()).isEqualTo(200);
  }

  @Test
  void resetAfter_isARstOfWhatWasProcessed() {
    add(FaultRule.named("r").cut(Cut.RESET_AFTER));

    assertThatExceptionOfType(SocketException.class)
        .isThrownBy(this::identifyRaw)
        .withMessage("Connection reset");
    assertThat(simulator.get().arrivals().all()).hasSize(1);
  }

  @Test
  void hangBefore_neverProcessesNorAnswers() {
    add(FaultRule.named("h").cut(Cut.HANG_BEFORE));

    assertThatExceptionOfType(HttpTimeoutException.class)
        .isThrownBy(() -> simulator.trySend(impatient()));
    assertThat(simulator.get().arrivals().all()).isEmpty();
  }

  @Test
  void hangAfter_processes_andEndsWithTheFaults() {
    add(FaultRule.named("h").cut(Cut.HANG_AFTER));
    CompletableFuture<HttpResponse<String>> reply =
        simulator.client.sendAsync(simulator.identify("42"), BodyHandlers.ofString());
    simulator.get().requests().await(1, entry -> true, Duration.ofSeconds(30));

    assertThat(simulator.get().arrivals().all()).hasSize(1);
    assertThat(reply).isNotDone();
    simulator.get().faults().clear();
    assertThat(reply)
        .failsWithin(Duration.ofSeconds(30))
        .withThrowableThat()
        .withRootCauseInstanceOf(IOException.class);
  }

  @Test
  void trickle_givesTheBodyInPieces() throws IOException {
    add(FaultRule.named("t").trickle(new Trickle(2, NEVER.toMillis())).times(1));
    try (RawConnection connection = connection()) {
      connection.send("PUT", CUSTOMER, RunningSimulator.TRACK_AUTH, "{}");

      assertThat(connection.readHead()).contains("Content-Length: 3\r\n");
      assertThat(connection.read(2)).isEqualTo("{}");
      connection.waitAtMost(50);
      assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(connection::readByte);
    }
  }

  @Test
  void trickle_givesTheWholeBodyInTheEnd() {
    add(FaultRule.named("t").trickle(new Trickle(1, 1)));

    assertThat(identify().body()).isEqualTo("{}\n");
    assertThat(simulator.app("GET", "/v1/exports", "").body()).isEqualTo("{\"exports\":null}\n");
  }

  @Test
  void closeIdle_endsAKeptAliveConnectionWithoutAWord() throws IOException {
    add(FaultRule.named("i").closeIdle(Duration.ofMillis(20)));
    try (RawConnection connection = connection()) {
      connection.send("PUT", CUSTOMER, RunningSimulator.TRACK_AUTH, "{}");

      assertThat(connection.readHead()).doesNotContainIgnoringCase("connection: close");
      assertThat(connection.read(3)).isEqualTo("{}\n");
      assertThat(connection.readByte()).isEqualTo(-1);
    }
  }

  @Test
  void withoutFaults_connectionsAreKept() throws IOException {
    try (RawConnection connection = connection()) {
      for (int i = 0; i < 3; i++) {
        connection.send("PUT", CUSTOMER, RunningSimulator.TRACK_AUTH, "{}");
        connection.readHead();
        assertThat(connection.read(3)).isEqualTo("{}\n");
      }
    }
    assertThat(simulator.get().stats().connectionsAccepted(new Host(Family.TRACK, Region.US)))
        .isEqualTo(1);
  }

  @Test
  void refuse_closesConnectionsAndThePort_acceptOpensTheSameAgain() throws IOException {
    URI before = simulator.get().uri(Family.TRACK, Region.US);
    try (RawConnection connection = connection()) {
      connection.send("PUT", CUSTOMER, RunningSimulator.TRACK_AUTH, "{}");
      connection.readHead();
      connection.read(3);
      simulator.get().refuse(Family.TRACK, Region.US);

      assertThat(connection.readByte()).isEqualTo(-1);
    }
    assertThatExceptionOfType(ConnectException.class)
        .isThrownBy(() -> simulator.trySend(simulator.identify("42")));
    assertThat(simulator.app("GET", "/v1/exports", "").statusCode()).isEqualTo(200);

    simulator.get().accept(Family.TRACK, Region.US);
    assertThat(simulator.get().uri(Family.TRACK, Region.US)).isEqualTo(before);
    assertThat(identify().statusCode()).isEqualTo(200);
  }

  private void add(FaultRule rule) {
    simulator.get().faults().add(rule);
  }

  private HttpResponse<String> identify() {
    return simulator.send(simulator.identify("42"));
  }

  private HttpRequest impatient() {
    return HttpRequest.newBuilder(simulator.identify("42"), (name, value) -> true)
        .timeout(Duration.ofMillis(100))
        .build();
  }

  private void identifyRaw() throws IOException {
    try (RawConnection connection = connection()) {
      connection.send("PUT", CUSTOMER, RunningSimulator.TRACK_AUTH, "{}");
      connection.readByte();
    }
  }

  private RawConnection connection() throws IOException {
    return new RawConnection(simulator.get().uri(Family.TRACK, Region.US));
  }
}
