package customerio.agent.instrumentation.app.reactornetty;

import customerio.agent.instrumentation.bridge.Detour;
import customerio.agent.instrumentation.bridge.LoopbackBridge;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.http.client.HttpClientRequest;
import reactor.netty.http.client.HttpClientState;

/**
 * Adds the header when Reactor Netty has put together all others, which replaces what was there
 * before; and behind the application's own observers, which have no use for it.
 */
final class HeaderForTheBridge implements ConnectionObserver {
  private final Detour detour;

  HeaderForTheBridge(Detour detour) {
    this.detour = detour;
  }

  @Override
  public void onStateChange(Connection connection, State newState) {
    if (newState == HttpClientState.REQUEST_PREPARED
        && connection instanceof HttpClientRequest request) {
      request.requestHeaders().set(LoopbackBridge.HEADER, detour.value());
    }
  }
}
