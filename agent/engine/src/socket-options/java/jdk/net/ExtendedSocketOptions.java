package jdk.net;

import java.net.SocketOption;

/** The options that {@link Sockets} is asked about. */
public final class ExtendedSocketOptions {
  public static final SocketOption<Integer> TCP_KEEPIDLE = new Times("TCP_KEEPIDLE");
  public static final SocketOption<Integer> TCP_KEEPINTERVAL = new Times("TCP_KEEPINTERVAL");
  public static final SocketOption<Integer> TCP_KEEPCOUNT = new Times("TCP_KEEPCOUNT");

  private ExtendedSocketOptions() {}

  private record Times(String name) implements SocketOption<Integer> {
    @Override
    public Class<Integer> type() {
      return Integer.class;
    }
  }
}
