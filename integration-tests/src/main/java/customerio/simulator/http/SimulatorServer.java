package customerio.simulator.http;

import customerio.simulator.Host;
import customerio.simulator.faults.Faults;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** All listeners on one Jetty with one pool of threads. */
public final class SimulatorServer implements AutoCloseable {

  /** The listener that is not one of Customer.io's hosts. */
  public static final String CONTROL = "control";

  private final Server server;
  private final ScheduledExecutorService timer;
  private final Traffic traffic;
  private final Wire wire = new Wire();
  private final RequestLog log = new RequestLog();
  private final HangingConnections hanging = new HangingConnections();
  private final Faults faults = new Faults(hanging::resetAll);
  private final Map<String, HttpListener> listeners = new LinkedHashMap<>();

  public SimulatorServer() {
    QueuedThreadPool threads = new QueuedThreadPool(32, 4);
    threads.setName("simulator");
    threads.setDaemon(true);
    server = new Server(threads);
    server.setStopTimeout(0);
    server.setHandler(new ByListener());
    timer = Executors.newSingleThreadScheduledExecutor(SimulatorServer::timerThread);
    traffic =
        new Traffic(
            faults,
            wire,
            log,
            hanging,
            new IdleConnections(timer),
            timer,
            threads,
            new AtomicLong());
  }

  public Faults faults() {
    return faults;
  }

  public Wire wire() {
    return wire;
  }

  public RequestLog log() {
    return log;
  }

  /**
   * @param port 0 for a free one
   */
  public void listen(Host host, int port, Api api) {
    add(host.label(), port, new ExchangeHandler(host, api, traffic));
  }

  /**
   * The listener without faults and counters.
   *
   * @param port 0 for a free one
   */
  public void listenForControl(int port, Handler handler) {
    add(CONTROL, port, handler);
  }

  public void start() {
    try {
      server.start();
    } catch (Exception failed) {
      close();
      throw new IllegalStateException(
          "the simulator cannot listen: " + failed.getMessage(), failed);
    }
    listeners.values().forEach(HttpListener::keepPort);
  }

  public URI uri(String listener) {
    return find(listener).uri();
  }

  /** Ports by listener, in the order in which they were added. */
  public Map<String, Integer> ports() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    listeners.forEach((name, listener) -> ports.put(name, listener.port()));
    return ports;
  }

  /** Closes that listener and its connections, or opens it again on the same port. */
  public void open(String listener, boolean open) {
    HttpListener found = find(listener);
    try {
      if (open) {
        found.open();
      } else {
        found.close();
      }
    } catch (Exception failed) {
      throw new IllegalStateException(listener + " cannot be switched", failed);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    try {
      server.stop();
    } catch (Exception failed) {
      throw new IllegalStateException("the simulator does not stop", failed);
    }
  }

  private void add(String name, int port, Handler handler) {
    listeners.put(name, new HttpListener(name, port, server, handler, wire));
  }

  private HttpListener find(String listener) {
    HttpListener found = listeners.get(listener);
    if (found == null) {
      throw new IllegalArgumentException("no listener is called " + listener);
    }
    return found;
  }

  private static Thread timerThread(Runnable task) {
    Thread thread = new Thread(task, "simulator-timer");
    thread.setDaemon(true);
    return thread;
  }

  private final class ByListener extends Handler.Abstract {

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      String listener = request.getConnectionMetaData().getConnector().getName();
      return listeners.get(listener).handler().handle(request, response, callback);
    }
  }
}
