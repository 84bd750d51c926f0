package customerio.tests.egress;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A proxy that tunnels, for whatever host it is asked, to one port of this machine. */
final class TunnelProxy implements AutoCloseable {
  private static final byte[] ESTABLISHED =
      "HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket server;
  private final int target;

  private TunnelProxy(ServerSocket server, int target) {
    this.server = server;
    this.target = target;
  }

  static TunnelProxy to(int target) throws IOException {
    TunnelProxy proxy =
        new TunnelProxy(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")), target);
    daemon(proxy::accept);
    return proxy;
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        daemon(() -> tunnel(client));
      }
    } catch (IOException closed) {
      // the end of the test
    }
  }

  private void tunnel(Socket client) {
    try (client;
        Socket goal = new Socket(InetAddress.getByName("127.0.0.1"), target)) {
      if (!head(client.getInputStream()).startsWith("CONNECT " + TestKeys.GATEWAY + ":443 ")) {
        return;
      }
      client.getOutputStream().write(ESTABLISHED);
      daemon(() -> pump(goal, client));
      pump(client, goal);
    } catch (IOException either) {
      // one of the two has closed
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int b = in.read(); b >= 0 && head.indexOf("\r\n\r\n") < 0; b = in.read()) {
      head.append((char) b);
      if (head.indexOf("\r\n\r\n") >= 0) {
        break;
      }
    }
    return head.toString();
  }

  private static void pump(Socket from, Socket to) {
    try {
      OutputStream out = to.getOutputStream();
      from.getInputStream().transferTo(out);
      to.shutdownOutput();
    } catch (IOException either) {
      // one of the two has closed
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "tunnel");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
