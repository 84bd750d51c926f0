package customerio.agent.instrumentation.bridge;

import java.net.InetSocketAddress;

/**
 * How one call is led over the bridge: connect in clear to this address, add this header.
 *
 * @param address of the loopback interface, resolved
 * @param call which it is, for further attempts at the same one
 * @param value of the header {@link LoopbackBridge#HEADER}
 */
public record Detour(InetSocketAddress address, String call, String value) {

  @Override
  public String toString() {
    return "Detour[" + address + ']';
  }
}
