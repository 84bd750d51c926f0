package customerio.agent.instrumentation.app.jetty;

import java.net.SocketAddress;
import org.eclipse.jetty.io.Transport;

/**
 * Connects to the bridge without asking the client's resolver, which may know no address but
 * Customer.io's. Part of what destinations are told apart by.
 */
final class ToTheBridge extends Transport.Wrapper {
  private final SocketAddress address;

  ToTheBridge(SocketAddress address) {
    super(Transport.TCP_IP);
    this.address = address;
  }

  @Override
  public boolean requiresDomainNameResolution() {
    return false;
  }

  @Override
  public SocketAddress getSocketAddress() {
    return address;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ToTheBridge that && address.equals(that.address);
  }

  @Override
  public int hashCode() {
    return address.hashCode();
  }
}
