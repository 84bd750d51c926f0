package customerio.agent.instrumentation.egress;

import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/** An application's own, around whatever. */
final class ForeignFactory extends SSLSocketFactory {

  @Override
  public String[] getDefaultCipherSuites() {
    return new String[0];
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return new String[0];
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose) {
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port) {
    return new Socket();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    return new Socket();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    return new Socket();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    return new Socket();
  }
}
