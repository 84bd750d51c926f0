package customerio.agent;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Origin;
import customerio.agent.capture.Takeover;
import customerio.agent.config.Mode;
import customerio.agent.config.Settings;
import customerio.agent.intake.CustomerioHosts;
import java.io.File;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Builds the engine when the first call to Customer.io comes, on a thread of ours: code of the
 * application must not be on the stack when libraries initialise (OpenTelemetry would keep its
 * loader for ever), and an application that never calls Customer.io pays nothing.
 */
final class LazyAgent implements CallTaker {

  /** Opening the queue takes milliseconds; a disk that hangs must not hang the application. */
  private static final long START_WAIT_MILLIS = 5_000;

  private static final int MAX_BODY_BEFORE_START = 1 << 20;

  private record Known(Settings settings, CustomerioHosts hosts) {}

  private final Supplier<Settings> reader;
  private final Function<Settings, CallTaker> engine;
  private final Consumer<String> log;
  private final AtomicBoolean starting = new AtomicBoolean();
  private final CountDownLatch started = new CountDownLatch(1);
  private volatile Known known;
  private volatile CallTaker ready;

  LazyAgent(Supplier<Settings> reader, Function<Settings, CallTaker> engine, Consumer<String> log) {
    this.reader = reader;
    this.engine = engine;
    this.log = log;
  }

  @Override
  public boolean claims(String scheme, String host, int port, String rawPath) {
    try {
      Known now = known();
      return now.settings.mode() != Mode.OFF && now.hosts.contain(scheme, host, port, rawPath);
    } catch (Throwable fault) {
      suppressed("claims", fault);
      return false;
    }
  }

  @Override
  public Origin origin() {
    CallTaker taker = engine();
    return taker == null ? Origin.UNKNOWN : taker.origin();
  }

  @Override
  public Takeover take(CapturedRequest request, Origin origin) {
    CallTaker taker = engine();
    return taker == null ? Takeover.Pass.PASS : taker.take(request, origin);
  }

  @Override
  public int maxBodyBytes() {
    CallTaker taker = ready;
    return taker == null ? MAX_BODY_BEFORE_START : taker.maxBodyBytes();
  }

  @Override
  public void suppressed(String place, Throwable fault) {
    CallTaker taker = ready;
    if (taker != null) {
      taker.suppressed(place, fault);
    } else {
      log.accept(
          "a fault in " + place + " (" + fault.getClass().getName() + "); the call was left alone");
    }
  }

  /**
   * @return whether the engine was started within the time
   */
  boolean awaitStart(long millis) throws InterruptedException {
    return started.await(millis, TimeUnit.MILLISECONDS);
  }

  void startIfBacklog() {
    Settings settings = known().settings;
    // java.io.File, as an application without a queue should not pay for the default file system
    File[] journals =
        new File(settings.queue().directory().toString()).listFiles(File::isDirectory);
    if (settings.mode() == Mode.ASYNC && journals != null && journals.length > 0) {
      start();
    }
  }

  private Known known() {
    Known now = known;
    if (now == null) {
      synchronized (this) {
        now = known;
        if (now == null) {
          Settings settings = reader.get();
          now = new Known(settings, new CustomerioHosts(settings.extraHosts()));
          known = now;
        }
      }
    }
    return now;
  }

  /** The engine, or null when it could not be built in time: then the original call runs. */
  private CallTaker engine() {
    CallTaker taker = ready;
    if (taker != null) {
      return taker;
    }
    start();
    boolean interrupted = Thread.interrupted();
    try {
      started.await(START_WAIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException givenUp) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    return ready;
  }

  private void start() {
    if (starting.compareAndSet(false, true)) {
      Thread thread = new Thread(this::build, "customerio-agent-start");
      thread.setDaemon(true);
      thread.setContextClassLoader(null);
      thread.start();
    }
  }

  private void build() {
    try {
      ready = engine.apply(known().settings);
    } catch (Throwable fault) {
      log.accept(
          "could not start ("
              + fault
              + "); every call goes out as without the agent; please report this");
    } finally {
      started.countDown();
    }
  }
}
