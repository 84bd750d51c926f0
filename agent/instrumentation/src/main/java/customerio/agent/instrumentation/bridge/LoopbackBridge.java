package customerio.agent.instrumentation.bridge;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.Interception;
import customerio.agent.capture.OwnWay;
import customerio.agent.capture.Seam;
import customerio.agent.instrumentation.egress.JvmProxies;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.security.SecureRandom;

/**
 * The bridge of this JVM, as the hooks in the clients see it. Thread-safe.
 *
 * <p>Starts with the first call that it is for. No hook of the shutdown closes it: an application
 * may still call in its own last moments, and the port goes with the process.
 */
public final class LoopbackBridge {
  /** On every bridged request, and on nothing that leaves the machine. */
  public static final String HEADER = "X-Customerio-Agent-Bridge";

  private static final LoopbackBridge INSTANCE = new LoopbackBridge();

  private BridgeServer server;
  private boolean failed;

  private LoopbackBridge() {}

  /** Whether a call to this place may be led over the bridge, as far as the place says. */
  public static boolean concerns(CallTaker taker, Target target, String rawPath) {
    return taker != null && taker.claims(target.scheme(), target.host(), target.port(), rawPath);
  }

  /**
   * The way over the bridge. To be asked on the application's thread, and only for a client that
   * could connect directly and in HTTP/1.1, see {@link #leaves}.
   *
   * @param before where the client's last attempt at the same call went; null for the first
   * @return null when the call has to go as it is; then the engine knows of it already
   */
  public static Detour detour(CallTaker taker, BridgedCall call, Detour before) {
    Target target = call.target();
    if (!concerns(taker, target, call.rawPath()) || !canBeTaken(call.method())) {
      return null;
    }
    if (taker.wouldPass(
        call.method(), target.scheme(), target.host(), target.port(), call.rawPath())) {
      return null;
    }
    BridgeServer bridge = INSTANCE.running(taker);
    if (bridge == null || bridge.isFull()) {
      taker.bypassed();
      return null;
    }
    return before == null ? bridge.detour(call, taker.origin()) : bridge.again(call, before);
  }

  /** Whether the JVM, and with it our transport, connects to this place without a proxy. */
  public static boolean isDirect(Target target) {
    URI uri = URI.create(target.scheme() + "://" + target.authority());
    return !JvmProxies.against(Proxy.NO_PROXY, uri).differ();
  }

  /**
   * Whether a claimed call goes as it is because its client reaches its servers in another way than
   * our transport; then the engine knows. The bridge sends on what the engine leaves, and knows no
   * proxy and no other address of this machine: {@code transport.own-way=take-over} cannot give
   * these up.
   *
   * @param client as in {@code client.<name>.enabled}
   * @param title as its users call it
   * @param way null for none
   */
  public static boolean leaves(CallTaker taker, String client, String title, OwnWay way) {
    if (way == null) {
      return false;
    }
    if (taker.leaves(title, way)) {
      return true;
    }
    if (way == OwnWay.PROXY || way == OwnWay.SOCKETS) {
      passesThrough(
          taker,
          client,
          (way == OwnWay.PROXY ? "they may need a proxy" : "they come from an address of their own")
              + "; transport.own-way=take-over does not help here, see docs/clients-egress.md");
      return true;
    }
    return false;
  }

  /** Once claimed, a call goes as it is for this reason, of which the health tells from now on. */
  public static void passesThrough(CallTaker taker, String client, String reason) {
    taker.bypassed();
    taker.concern(
        "client-passes-through",
        client,
        "calls of this client go to Customer.io without the agent, as " + reason);
  }

  /**
   * Where a bridged request was going.
   *
   * @param header the value of {@link #HEADER}
   * @return null when it is none of ours
   */
  public static Target target(String header) {
    Ticket ticket = Ticket.parse(header);
    return ticket == null ? null : ticket.target();
  }

  /** Whether this is the port of the bridge. */
  public static boolean isPort(int port) {
    synchronized (INSTANCE) {
      return INSTANCE.server != null && INSTANCE.server.address().getPort() == port;
    }
  }

  /** Without an answer that is worth a bridge: their originals know what they do. */
  private static boolean canBeTaken(String method) {
    return switch (method) {
      case "HEAD", "OPTIONS", "TRACE", "CONNECT" -> false;
      default -> true;
    };
  }

  private synchronized BridgeServer running(CallTaker taker) {
    if (server == null && !failed) {
      try {
        server =
            BridgeServer.start(
                Interception::taker, client -> Seam.of(client).taker(), new SecureRandom());
      } catch (IOException | RuntimeException | LinkageError e) {
        failed = true;
        taker.concern(
            "bridge-down",
            "",
            "no port on the loopback interface ("
                + e.getClass().getName()
                + "); calls of Netty's and Jetty's clients go out as without the agent");
      }
    }
    return server;
  }
}
