package customerio.agent.management.port;

import customerio.agent.capture.OwnThread;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Comparator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Serves a {@link Site}. One thread listens to all visitors and waits for none, so that whoever is
 * slow, silent or malformed costs nobody else anything; a visit that takes too long is cut off.
 */
public final class HealthPort implements Closeable {
  /**
   * Whoever comes when it is full is only heard a second later, when TCP tries again: room for all
   * monitors that ask at the full minute. More is cut down to this by many a system.
   */
  private static final int BACKLOG = 128;

  private static final int MAX_VISITS = 32;

  /** A probe of the network, which takes ten seconds at the most, is within it. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** When no further file can be opened, trying again at once would be all that is done. */
  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ServerSocketChannel listener;
  private final Selector selector;
  private final SelectionKey door;
  private final Site site;
  private final long patienceNanos;
  private final AnswerThreads threads = new AnswerThreads();
  private final Queue<Visit> answered = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;
  private boolean knocked;
  private boolean resting;
  private long restsUntil;

  private HealthPort(ServerSocketChannel listener, Selector selector, Site site, Duration patience)
      throws IOException {
    this.listener = listener;
    this.selector = selector;
    this.site = site;
    this.patienceNanos = patience.toNanos();
    listener.configureBlocking(false);
    door = listener.register(selector, SelectionKey.OP_ACCEPT);
  }

  /**
   * @param bind a name or an address of this machine
   * @param port 0 = any that is free
   * @throws IOException the port is taken, or the address none of this machine
   */
  public static HealthPort open(String bind, int port, Site site) throws IOException {
    return open(bind, port, site, PATIENCE);
  }

  static HealthPort open(String bind, int port, Site site, Duration patience) throws IOException {
    InetAddress address = InetAddress.getByName(bind);
    ServerSocketChannel listener = ServerSocketChannel.open();
    Selector selector = null;
    try {
      listener.bind(new InetSocketAddress(address, port), BACKLOG);
      selector = Selector.open();
      HealthPort opened =
          new HealthPort(listener, selector, GuardedSite.of(site, bind, address), patience);
      OwnThread.of("customerio-agent-health", opened::run).start();
      return opened;
    } catch (IOException | RuntimeException | Error failure) {
      listener.close();
      if (selector != null) {
        selector.close();
      }
      throw failure;
    }
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) listener.socket().getLocalSocketAddress();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    closed = true;
    selector.wakeup();
  }

  private void run() {
    while (!closed) {
      try {
        turn();
      } catch (IOException | RuntimeException | Error fault) {
        // of the selector, or there is no memory for a moment
        LockSupport.parkNanos(REST_NANOS);
      }
    }
    leave();
  }

  private void leave() {
    threads.close();
    visits().forEach(Visit::close);
    try {
      selector.close();
    } catch (IOException gone) {
      // as it should be
    }
  }

  private void turn() throws IOException {
    selector.select(key -> ready(key), untilNextMillis());
    for (Visit visit = answered.poll(); visit != null; visit = answered.poll()) {
      goOn(visit, true);
    }
    if (knocked) { // last, as a newcomer costs the place of somebody who has said nothing yet
      knocked = false;
      accept();
    }
    long now = System.nanoTime();
    visits().filter(visit -> visit.deadline() - now <= 0).forEach(Visit::close);
    if (resting && restsUntil - now <= 0) {
      resting = false;
    }
    if (door.isValid()) {
      door.interestOps(!resting && !isFull() ? SelectionKey.OP_ACCEPT : 0);
    }
  }

  /** 0 = until something happens. */
  private long untilNextMillis() {
    long now = System.nanoTime();
    long rest = resting ? restsUntil - now : Long.MAX_VALUE;
    long nanos = visits().mapToLong(visit -> visit.deadline() - now).reduce(rest, Math::min);
    return nanos == Long.MAX_VALUE ? 0 : Math.max(1, nanos / 1_000_000 + 1);
  }

  private void ready(SelectionKey key) {
    if (key == door) {
      knocked = true;
    } else {
      goOn((Visit) key.attachment(), false);
    }
  }

  private void accept() {
    SocketChannel channel = null;
    try {
      channel = listener.accept();
      if (channel != null) {
        makePlace();
        new Visit(channel, selector, System.nanoTime() + patienceNanos);
      }
    } catch (IOException | RuntimeException | Error noPlace) {
      resting = true;
      restsUntil = System.nanoTime() + REST_NANOS;
      close(channel);
    }
  }

  /** Whoever says nothing goes first. */
  private void makePlace() {
    if (selector.keys().size() > MAX_VISITS) {
      visits()
          .filter(Visit::isIdle)
          .min(Comparator.comparingLong(visit -> visit.deadline() - System.nanoTime()))
          .ifPresent(Visit::close);
    }
  }

  /** Whether all are owed an answer. */
  private boolean isFull() {
    return visits().filter(visit -> !visit.isIdle()).count() >= MAX_VISITS;
  }

  private Stream<Visit> visits() {
    return selector.keys().stream().filter(key -> key != door).map(key -> (Visit) key.attachment());
  }

  private static void close(SocketChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException closed) {
      // as it should be
    }
  }

  private void goOn(Visit visit, boolean isAnswered) {
    try {
      if (isAnswered) {
        visit.hear();
        return;
      }
      Visit.Asked asked = visit.go();
      if (asked != null) {
        threads.execute(() -> answer(visit, asked));
      }
    } catch (IOException | RuntimeException | Error over) {
      visit.close();
    }
  }

  private void answer(Visit visit, Visit.Asked asked) {
    Answer answer = asked.refusal();
    if (answer == null) {
      try {
        answer = site.answer(asked.request());
      } catch (RuntimeException | Error fault) {
        answer = Answer.plain(500, "A fault of the agent: " + fault.getClass().getName());
      }
    }
    visit.answer(answer, asked.request() == null || !asked.request().isHead());
    answered.add(visit);
    selector.wakeup();
  }
}
