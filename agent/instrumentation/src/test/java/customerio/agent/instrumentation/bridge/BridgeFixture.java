package customerio.agent.instrumentation.bridge;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.Origin;
import customerio.agent.capture.Reply;
import customerio.agent.capture.Takeover;
import customerio.agent.instrumentation.testing.LoopbackStub;
import customerio.agent.instrumentation.testing.ScriptedTaker;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A bridge, a scripted engine that claims a server's port, and the server. */
final class BridgeFixture implements AutoCloseable {
  static final String PATH = "/api/v1/customers/ada?x=%41";

  /** No limit of time that a loaded machine could reach. */
  static final Strangers.Limits PATIENT = new Strangers.Limits(32, 600_000, 600_000);

  final LoopbackStub origin;
  final ScriptedTaker taker;
  final BridgeServer bridge;

  /** Under whose names calls were counted. */
  final List<String> clients = new CopyOnWriteArrayList<>();

  private BridgeFixture(
      Function<LoopbackStub.Received, Reply> server,
      Function<ScriptedTaker, Takeover> engine,
      Strangers.Limits strangers)
      throws IOException {
    origin = new LoopbackStub(server);
    taker = ScriptedTaker.on(origin.port(), engine);
    bridge = BridgeServer.start(() -> taker, this::seam, new SecureRandom(), strangers);
  }

  private CallTaker seam(String client) {
    clients.add(client);
    return taker;
  }

  static BridgeFixture engine(Function<ScriptedTaker, Takeover> script) throws IOException {
    return with(request -> LoopbackStub.json(201, "{\"from\":\"origin\"}"), script);
  }

  static BridgeFixture with(
      Function<LoopbackStub.Received, Reply> server, Function<ScriptedTaker, Takeover> engine)
      throws IOException {
    return new BridgeFixture(server, engine, PATIENT);
  }

  static BridgeFixture strangers(Strangers.Limits limits, Function<ScriptedTaker, Takeover> script)
      throws IOException {
    return new BridgeFixture(
        request -> LoopbackStub.json(201, "{\"from\":\"origin\"}"), script, limits);
  }

  /** A ticket for one call to the server. */
  Detour detour(Duration timeout) {
    return detour(origin.port(), timeout);
  }

  /** A ticket for one call to another server of this machine. */
  Detour detourTo(int port) {
    return detour(port, null);
  }

  private Detour detour(int port, Duration timeout) {
    return bridge.detour(
        new BridgedCall("a-client", "PUT", Target.of("http", "127.0.0.1", port), PATH, timeout),
        Origin.UNKNOWN);
  }

  RawClient connect() throws IOException {
    return new RawClient(bridge.address());
  }

  /** Head and body of a request with a ticket. */
  static String put(Detour detour, String body) {
    return request(detour, "Content-Length: " + body.length() + "\r\n", body);
  }

  static String request(Detour detour, String framing, String body) {
    return "PUT "
        + PATH
        + " HTTP/1.1\r\nHost: track.customer.io\r\nX-Odd:  Spelling \r\n"
        + LoopbackBridge.HEADER
        + ": "
        + detour.value()
        + "\r\n"
        + framing
        + "\r\n"
        + body;
  }

  @Override
  public void close() throws IOException {
    bridge.close();
    taker.close();
    origin.close();
  }
}
