package customerio.agent.transport;

import java.io.IOException;

/** The answer came from a proxy on the way; Customer.io never saw the request. */
final class ProxyRefusalException extends IOException {
  private static final long serialVersionUID = 1;

  ProxyRefusalException(int status) {
    super("the proxy answered " + status);
  }
}
