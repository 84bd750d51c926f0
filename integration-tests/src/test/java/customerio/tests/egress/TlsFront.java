package customerio.tests.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** Speaks TLS for a server on this machine that does not. */
final class TlsFront implements AutoCloseable {
  private final SSLServerSocket server;
  private final int target;
  private final Set<String> names = new TreeSet<>();

  private TlsFront(SSLServerSocket server, int target) {
    this.server = server;
    this.target = target;
  }

  static TlsFront of(int target, SSLContext context) throws IOException {
    SSLServerSocket server =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    TlsFront front = new TlsFront(server, target);
    daemon(front::accept);
    return front;
  }

  int port() {
    return server.getLocalPort();
  }

  /** Of the servers that clients believed to be talking to, in all connections that came about. */
  synchronized Set<String> names() {
    return new TreeSet<>(names);
  }

  private void accept() {
    try {
      while (true) {
        SSLSocket client = (SSLSocket) server.accept();
        daemon(() -> forward(client));
      }
    } catch (IOException closed) {
      // the end of the test
    }
  }

  private void forward(SSLSocket client) {
    try (client) {
      client.startHandshake();
      note((ExtendedSSLSession) client.getSession());
      try (Socket goal = new Socket(InetAddress.getByName("127.0.0.1"), target)) {
        daemon(() -> pump(goal, client));
        pump(client, goal);
      }
    } catch (IOException either) {
      // one of the two has closed, or the client does not want us
    }
  }

  private synchronized void note(ExtendedSSLSession session) {
    for (SNIServerName name : session.getRequestedServerNames()) {
      names.add(((SNIHostName) name).getAsciiName());
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException either) {
      // one of the two has closed
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "tls-front");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
