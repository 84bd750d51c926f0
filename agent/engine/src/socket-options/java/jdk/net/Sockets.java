package jdk.net;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketOption;
import java.util.Set;

/**
 * In place of the JDK's class of this name, for our loader alone. Apache HttpClient, with which the
 * agent delivers, does not link without it; but images of jlink, and modular applications on a whole
 * JDK, have its module only when somebody asked for it. What it is there for, the times of
 * keep-alive probes, the agent leaves to the system.
 */
public final class Sockets {

  private Sockets() {}

  /** None: so none is set. */
  public static Set<SocketOption<?>> supportedOptions(Class<?> socketType) {
    return Set.of();
  }

  public static <T> void setOption(Socket socket, SocketOption<T> option, T value)
      throws IOException {
    socket.setOption(option, value);
  }
}
