package customerio.agent.instrumentation.app.reactornetty;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.OwnTraffic;
import customerio.agent.capture.Seam;
import customerio.agent.instrumentation.bridge.BridgedCall;
import customerio.agent.instrumentation.bridge.Detour;
import customerio.agent.instrumentation.bridge.LoopbackBridge;
import customerio.agent.instrumentation.bridge.Target;
import customerio.agent.instrumentation.weaving.Interceptor;
import customerio.agent.instrumentation.weaving.Outcome;
import io.netty.resolver.DefaultAddressResolverGroup;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.function.Supplier;
import reactor.netty.ConnectionObserver;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClientConfig;

/** {@code acquire(TransportConfig, ConnectionObserver, Supplier, AddressResolverGroup)}. */
public final class AcquireInterception implements Interceptor {
  private static final String CLIENT = "reactor-netty";
  private static final Seam SEAM = Seam.of(CLIENT);

  private final Internals internals = new Internals();

  @Override
  public Outcome intercept(Object self, Object[] arguments) throws ReflectiveOperationException {
    Object handler = arguments[2];
    if (!internals.isHandler(handler)) {
      return Outcome.ORIGINAL;
    }
    if (OwnTraffic.isActive()) {
      // a connector above has asked; a redirect or a retry comes back on another thread
      DetouredHandlers.leaveAlone(handler);
      return Outcome.ORIGINAL;
    }
    CallTaker taker = SEAM.taker();
    if (taker == null
        || DetouredHandlers.isLeftAlone(handler)
        || !(arguments[0] instanceof HttpClientConfig config)
        || config.websocketClientSpec() != null) {
      return Outcome.ORIGINAL;
    }
    Target target = internals.target(handler);
    Detour detour = target == null ? null : detour(taker, target, handler, config);
    DetouredHandlers.put(handler, detour);
    if (detour == null) {
      return Outcome.ORIGINAL;
    }
    Supplier<SocketAddress> address = detour::address;
    ConnectionObserver observer =
        ((ConnectionObserver) arguments[1]).then(new HeaderForTheBridge(detour));
    // a resolver of the application's is not asked for the address of the bridge
    Object resolver =
        config.resolver() == null ? arguments[3] : DefaultAddressResolverGroup.INSTANCE;
    return new Outcome.OriginalWith(internals.inClear(config), observer, address, resolver);
  }

  private Detour detour(CallTaker taker, Target target, Object handler, HttpClientConfig config)
      throws ReflectiveOperationException {
    String path = internals.path(handler);
    if (!LoopbackBridge.concerns(taker, target, path)) {
      return null;
    }
    if (LoopbackBridge.leaves(
        taker, CLIENT, "Reactor Netty", ClientWay.of(config, target, internals))) {
      return null;
    }
    if (!Arrays.asList(config.protocols()).contains(HttpProtocol.HTTP11)) {
      LoopbackBridge.passesThrough(taker, CLIENT, "it speaks no HTTP/1.1");
      return null;
    }
    BridgedCall call =
        new BridgedCall(CLIENT, internals.method(handler), target, path, config.responseTimeout());
    return LoopbackBridge.detour(taker, call, DetouredHandlers.get(handler));
  }
}
