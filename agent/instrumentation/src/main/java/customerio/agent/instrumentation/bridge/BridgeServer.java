package customerio.agent.instrumentation.bridge;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.Origin;
import customerio.agent.capture.OwnThread;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Listens on the loopback interface. A connection has a thread of its own until it is closed: its
 * clients keep few of them, and never lose one to a time limit of ours between two calls.
 *
 * <p>The port is open to every user of the machine. Whoever has not shown the secret yet shares a
 * few places with all others, has little time, and learns nothing.
 */
final class BridgeServer implements Closeable {
  /** Above that, further calls go as without the agent; each costs a thread. */
  private static final int MAX_CONNECTIONS = 256;

  private static final int BACKLOG = 128;

  /** When no further file can be opened, trying again at once would be all that is done. */
  private static final long REST_NANOS = 100_000_000;

  private final Supplier<CallTaker> engine;
  private final Function<String, CallTaker> seams;
  private final ServerSocket listener;
  private final Secret secret;
  private final Strangers strangers;
  private final Runnable rest;
  private final Unheard unheard = new Unheard();
  private final Origins origins = new Origins();
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();

  private BridgeServer(
      Supplier<CallTaker> engine,
      Function<String, CallTaker> seams,
      ServerSocket listener,
      Secret secret,
      Strangers strangers,
      Runnable rest) {
    this.engine = engine;
    this.seams = seams;
    this.listener = listener;
    this.secret = secret;
    this.strangers = strangers;
    this.rest = rest;
  }

  /**
   * @param engine may answer null
   * @param seams the engine as a client sees it, whose calls it counts; may answer null
   */
  static BridgeServer start(
      Supplier<CallTaker> engine, Function<String, CallTaker> seams, SecureRandom random)
      throws IOException {
    return start(engine, seams, random, Strangers.LIMITS);
  }

  static BridgeServer start(
      Supplier<CallTaker> engine,
      Function<String, CallTaker> seams,
      SecureRandom random,
      Strangers.Limits strangers)
      throws IOException {
    ServerSocket listener =
        new ServerSocket(0, BACKLOG, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    return on(listener, engine, seams, random, strangers, () -> LockSupport.parkNanos(REST_NANOS));
  }

  /**
   * @param rest pauses when connections cannot be taken at the moment
   */
  static BridgeServer on(
      ServerSocket listener,
      Supplier<CallTaker> engine,
      Function<String, CallTaker> seams,
      SecureRandom random,
      Strangers.Limits strangers,
      Runnable rest) {
    BridgeServer server =
        new BridgeServer(
            engine, seams, listener, new Secret(random), new Strangers(strangers), rest);
    daemon(server::accept, "customerio-agent-bridge");
    return server;
  }

  Detour detour(BridgedCall call, Origin origin) {
    String number = Long.toString(calls.incrementAndGet(), Character.MAX_RADIX);
    origins.departed(number, origin);
    return detour(call, number);
  }

  Detour again(BridgedCall call, Detour before) {
    return detour(call, before.call());
  }

  private Detour detour(BridgedCall call, String number) {
    Ticket ticket = new Ticket(secret.text(), call.client(), number, call.timeout(), call.target());
    return new Detour(address(), number, ticket.header());
  }

  InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  boolean isFull() {
    return connections.size() >= MAX_CONNECTIONS || listener.isClosed();
  }

  /** Connections that are open at the moment. */
  int connections() {
    return connections.size();
  }

  /** Requests without the secret since the start. */
  long refused() {
    return refused.get();
  }

  private void accept() {
    while (!listener.isClosed()) {
      Socket socket = next();
      try {
        if (socket != null) {
          serve(socket);
        }
      } catch (IOException e) {
        // that one connection is gone
      } catch (Throwable fault) {
        report(fault);
      }
    }
  }

  /** Null when there is none: the listener is closed, or the process has no descriptors left. */
  private Socket next() {
    try {
      return listener.accept();
    } catch (IOException | RuntimeException | Error e) {
      if (!listener.isClosed()) {
        rest.run();
      }
      return null;
    }
  }

  /** Waits until there is a place for one more of whom nothing is known. */
  void serve(Socket socket) throws IOException {
    Connection connection = null;
    try {
      connection = new Connection(new Client(socket));
      strangers.enter(connection.client);
      connections.add(connection);
      if (listener.isClosed()) {
        throw new IOException("the bridge was closed while the connection waited");
      }
      daemon(connection, "customerio-agent-bridge-call");
    } catch (Throwable notServed) {
      if (connection != null) {
        connection.leave();
      }
      socket.close();
      throw notServed;
    }
  }

  private static void daemon(Runnable task, String name) {
    OwnThread.of(name, task).start();
  }

  private void report(Throwable fault) {
    CallTaker taker = engine.get();
    if (taker != null) {
      taker.suppressed("bridge", fault);
    }
  }

  private void refuse() {
    long count = refused.incrementAndGet();
    CallTaker taker = engine.get();
    if (taker != null) {
      taker.concern(
          "bridge-stranger",
          "",
          "somebody on this machine who is not this application has tried to use its loopback"
              + " bridge (port "
              + address().getPort()
              + ") and was refused, "
              + count
              + " time(s)");
    }
  }

  /** Closes the port and all connections. */
  @Override
  public void close() throws IOException {
    listener.close();
    for (Connection connection : connections) {
      connection.client.close();
    }
  }

  /** Serves the requests of one connection, one after the other. */
  private final class Connection implements Runnable {
    private final Client client;
    private boolean known;

    Connection(Client client) {
      this.client = client;
    }

    @Override
    public void run() {
      try (client) {
        while (serveNext()) {
          // until it is closed
        }
      } catch (IOException e) {
        // the client has gone, or was never one
      } catch (Throwable fault) {
        report(fault);
      } finally {
        leave();
      }
    }

    private boolean serveNext() throws IOException {
      Head head = Head.read(client.in());
      if (head == null) {
        return false;
      }
      String header = head.headers().first(LoopbackBridge.HEADER);
      Ticket ticket = header == null ? null : Ticket.parse(header);
      if (ticket == null || !secret.is(ticket.secret())) {
        refuse();
        client.out().write(Refusal.NOT_FOUND);
        client.out().flush();
        return false;
      }
      if (!known && !strangers.leave(client)) {
        return false;
      }
      known = true;
      client.takeYourTime();
      return new Exchange(client, head, ticket, unheard)
          .serve(seams.apply(ticket.client()), origins);
    }

    private void leave() {
      connections.remove(this);
      strangers.leave(client);
    }
  }
}
