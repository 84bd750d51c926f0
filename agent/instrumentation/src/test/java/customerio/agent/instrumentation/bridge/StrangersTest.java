package customerio.agent.instrumentation.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.instrumentation.testing.LoopbackStub;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Other users of the machine, who keep nobody out. */
class StrangersTest {
  private static final int PATIENT = 600_000;

  private final List<RawClient> clients = new ArrayList<>();
  private BridgeFixture fixture;

  @AfterEach
  void close() throws IOException {
    for (RawClient client : clients) {
      client.close();
    }
    fixture.close();
  }

  @Test
  void silentStrangers_eldestGivesWayToTheApplication() throws IOException {
    open(new Strangers.Limits(3, PATIENT, 0));
    RawClient eldest = connect();
    RawClient second = connect();
    RawClient third = connect();

    assertThat(called(connect())).startsWith("HTTP/1.1 200 OK\n");

    assertThat(eldest.isClosedByTheOther()).isTrue();
    assertThat(called(second)).startsWith("HTTP/1.1 200 OK\n");
    assertThat(called(third)).startsWith("HTTP/1.1 200 OK\n");
  }

  /** A byte now and then is not the secret. */
  @Test
  void slowStrangers_giveWayToo() throws IOException {
    open(new Strangers.Limits(3, PATIENT, 0));
    for (int i = 0; i < 3; i++) {
      connect().send("GET / HTTP/1.1\r\nX-Slow: ");
    }

    assertThat(called(connect())).startsWith("HTTP/1.1 200 OK\n");
  }

  @Test
  void manyStrangers_keepNoMoreThreadsThanPlaces() throws IOException {
    open(new Strangers.Limits(3, PATIENT, 0));
    for (int i = 0; i < 50; i++) {
      connect();
    }
    RawClient last = connect();

    assertThat(called(last)).startsWith("HTTP/1.1 200 OK\n");
    assertThat(fixture.bridge.connections()).isLessThanOrEqualTo(4);
  }

  @Test
  void whoHasShownTheSecret_neverGivesWay() throws IOException {
    open(new Strangers.Limits(3, PATIENT, 0));
    RawClient known = connect();
    called(known);
    for (int i = 0; i < 6; i++) {
      connect();
    }
    called(connect());

    assertThat(called(known)).startsWith("HTTP/1.1 200 OK\n");
  }

  /** Or a flood of connections would cost the application its own before they could speak. */
  @Test
  void newStrangers_keepTheirPlacesForAWhile() throws IOException {
    open(new Strangers.Limits(3, PATIENT, PATIENT));
    RawClient eldest = connect();
    RawClient second = connect();
    RawClient third = connect();
    RawClient waiting = connect().send(put());

    second.finish(); // its place goes to the next

    assertThat(waiting.answer()).startsWith("HTTP/1.1 200 OK\n");
    assertThat(called(eldest)).startsWith("HTTP/1.1 200 OK\n");
    assertThat(called(third)).startsWith("HTTP/1.1 200 OK\n");
  }

  private void open(Strangers.Limits limits) throws IOException {
    fixture = BridgeFixture.strangers(limits, ScriptedTaker.accept(LoopbackStub.json(200, "{}")));
  }

  private RawClient connect() throws IOException {
    RawClient client = fixture.connect();
    clients.add(client);
    return client;
  }

  private String called(RawClient client) throws IOException {
    return client.send(put()).answer();
  }

  private String put() {
    return BridgeFixture.put(fixture.detour(null), "{}");
  }
}
