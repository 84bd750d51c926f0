package customerio.agent.instrumentation.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.instrumentation.testing.LoopbackStub;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who is let in. */
class BridgeServerTest {

  @Test
  void withoutSecret_notFoundWithoutBody_counted() throws IOException {
    try (BridgeFixture fixture = accepting();
        RawClient client = fixture.connect()) {
      assertThat(client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").answer())
          .isEqualTo("HTTP/1.1 404 Not Found\nContent-Length: 0\nConnection: close\n");
      assertThat(client.isClosedByTheOther()).isTrue();
      assertThat(fixture.bridge.refused()).isEqualTo(1);
      assertThat(fixture.taker.requests).isEmpty();
    }
  }

  @Test
  void anotherSecret_notFound() throws IOException {
    try (BridgeFixture fixture = accepting();
        RawClient client = fixture.connect()) {
      Detour right = fixture.detour(null);
      char first = right.value().charAt(0) == '0' ? '1' : '0';
      Detour wrong = new Detour(right.address(), "1", first + right.value().substring(1));

      assertThat(client.send(BridgeFixture.put(wrong, "{}")).answer())
          .startsWith("HTTP/1.1 404 Not Found\n");
      assertThat(fixture.bridge.refused()).isEqualTo(1);
      assertThat(fixture.taker.requests).isEmpty();
    }
  }

  @Test
  void secretOfAnotherStart_isAnother() throws IOException {
    try (BridgeFixture one = accepting();
        BridgeFixture other = accepting()) {
      assertThat(one.detour(null).value().split(" ")[0])
          .hasSize(64)
          .isNotEqualTo(other.detour(null).value().split(" ")[0]);
    }
  }

  @Test
  void slowStranger_isCutOff() throws IOException {
    try (BridgeFixture fixture =
            BridgeFixture.strangers(
                new Strangers.Limits(32, 300, 600_000),
                ScriptedTaker.accept(LoopbackStub.json(200, "{}")));
        RawClient client = fixture.connect()) {
      client.send("GET / HTTP/1.1\r\nX-Slow: ");

      assertThat(client.isClosedByTheOther()).isTrue();
    }
  }

  @Test
  void endlessHead_isCutOff() throws IOException {
    try (BridgeFixture fixture = accepting();
        RawClient client = fixture.connect()) {
      client.send("GET / HTTP/1.1\r\nX-Long: " + "x".repeat(Head.MAX_BYTES - 25));

      assertThatThrownBy(
              () -> {
                client.send("xx");
                if (client.isClosedByTheOther()) {
                  throw new IOException("closed");
                }
              })
          .isInstanceOf(IOException.class);
      assertThat(fixture.taker.requests).isEmpty();
    }
  }

  @Test
  void port_isOfTheLoopbackInterfaceAlone() throws IOException {
    try (BridgeFixture fixture = accepting()) {
      assertThat(fixture.bridge.address().getAddress())
          .isEqualTo(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }
  }

  /** Reset before it was looked at, or there are no descriptors left. */
  @Test
  void connectionThatCannotBeServed_isClosed() throws IOException {
    AtomicBoolean closed = new AtomicBoolean();
    Socket broken =
        new Socket() {
          @Override
          public void setTcpNoDelay(boolean on) throws SocketException {
            throw new SocketException("Invalid argument");
          }

          @Override
          public void close() {
            closed.set(true);
          }
        };
    try (BridgeFixture fixture = accepting()) {
      assertThatThrownBy(() -> fixture.bridge.serve(broken)).hasMessage("Invalid argument");

      assertThat(closed).isTrue();
      assertThat(fixture.bridge.connections()).isZero();
    }
  }

  /** As accept() does without blocking while the process has no descriptor left. */
  @Test
  void connectionsThatCannotBeTaken_areNotTriedForWithoutAPause() throws IOException {
    AtomicInteger failures = new AtomicInteger(40);
    AtomicInteger rests = new AtomicInteger();
    ServerSocket exhausted =
        new ServerSocket(0, 1, InetAddress.getLoopbackAddress()) {
          @Override
          public Socket accept() throws IOException {
            if (failures.getAndDecrement() > 0) {
              throw new SocketException("Too many open files");
            }
            return super.accept();
          }
        };
    try (BridgeServer bridge =
            BridgeServer.on(
                exhausted,
                () -> null,
                client -> null,
                new SecureRandom(),
                BridgeFixture.PATIENT,
                rests::incrementAndGet);
        RawClient client = new RawClient(bridge.address())) {
      assertThat(client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").answer())
          .startsWith("HTTP/1.1 404 Not Found\n");
      assertThat(rests).hasValue(40);
    }
  }

  @Test
  void closed_portIsClosedAndConnectionsToo() throws IOException {
    try (BridgeFixture fixture = accepting();
        RawClient client = fixture.connect()) {
      client.send(BridgeFixture.put(fixture.detour(null), "{}")).answer();

      fixture.bridge.close();

      assertThat(client.isClosedByTheOther()).isTrue();
      assertThat(fixture.bridge.isFull()).isTrue();
      assertThat(isServed(fixture)).isFalse();
    }
  }

  /** While a thread is in accept(), the kernel may still take a connection of a closed port. */
  private static boolean isServed(BridgeFixture fixture) throws IOException {
    try (RawClient late = fixture.connect()) {
      return !late.isClosedByTheOther();
    } catch (ConnectException refused) {
      return false;
    }
  }

  @Test
  void manyCalls_noConnectionIsLeft() throws IOException {
    try (BridgeFixture fixture = accepting()) {
      for (int i = 0; i < 50; i++) {
        try (RawClient client = fixture.connect()) {
          client.send(BridgeFixture.put(fixture.detour(null), "{}")).answer();
        }
      }
      // more than there are places for strangers, and each was given back
      try (RawClient client = fixture.connect()) {
        assertThat(client.send(BridgeFixture.put(fixture.detour(null), "{}")).answer())
            .startsWith("HTTP/1.1 200 OK\n");
      }
      while (fixture.bridge.connections() > 0) {
        Thread.onSpinWait(); // the build's own time limit ends it
      }
      assertThat(fixture.taker.commits).hasValue(51);
    }
  }

  private static BridgeFixture accepting() throws IOException {
    return BridgeFixture.engine(ScriptedTaker.accept(LoopbackStub.json(200, "{}")));
  }
}
