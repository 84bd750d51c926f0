package customerio.agent;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Origin;
import customerio.agent.capture.Takeover;
import customerio.agent.capture.WebhookBody;
import customerio.agent.config.Settings;
import customerio.agent.intake.CustomerioHosts;
import customerio.agent.webhooks.Webhooks;
import java.io.File;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
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

  /**
   * @param settings null when they cannot be read: then nothing is ours
   */
  private record Known(Settings settings, CustomerioHosts hosts) {
    static final Known NOTHING = new Known(null, null);
  }

  private final Supplier<Settings> reader;
  private final EngineMaker engine;
  private final Consumer<String> log;
  private final ThreadFactory threads;
  private final long startWaitMillis;
  private final Set<String> faultyPlaces = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean starting = new AtomicBoolean();
  private final CountDownLatch started = new CountDownLatch(1);
  private volatile Known known;
  private volatile CallTaker ready;
  private volatile boolean late;
  private volatile boolean missed;

  LazyAgent(Supplier<Settings> reader, EngineMaker engine, Consumer<String> log) {
    this(reader, engine, log, LazyAgent::starter, START_WAIT_MILLIS);
  }

  LazyAgent(
      Supplier<Settings> reader,
      EngineMaker engine,
      Consumer<String> log,
      ThreadFactory threads,
      long startWaitMillis) {
    this.reader = reader;
    this.engine = engine;
    this.log = log;
    this.threads = threads;
    this.startWaitMillis = startWaitMillis;
  }

  private static Thread starter(Runnable task) {
    Thread thread = new Thread(null, task, "customerio-agent-start", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    return thread;
  }

  @Override
  public boolean claims(String scheme, String host, int port, String rawPath) {
    try {
      CallTaker taker = ready;
      return taker != null
          ? taker.claims(scheme, host, port, rawPath)
          : claims(known(), scheme, host, port, rawPath);
    } catch (Throwable fault) {
      suppressed("claims", fault);
      return false;
    }
  }

  private boolean claims(Known now, String scheme, String host, int port, String rawPath) {
    if (now.settings == null
        || !now.settings.enabled()
        || !now.hosts.contain(scheme, host, port, rawPath)) {
      return false;
    }
    if (now.settings.modes().isOff()) {
      start(); // for the switch that is in it; this call need not wait
      bypassed();
      return false;
    }
    return true;
  }

  @Override
  public Origin origin() {
    try {
      CallTaker taker = engine();
      return taker == null ? Origin.UNKNOWN : taker.origin();
    } catch (Throwable fault) {
      suppressed("origin", fault);
      return Origin.UNKNOWN;
    }
  }

  @Override
  public Takeover take(CapturedRequest request, Origin origin) {
    try {
      CallTaker taker = engine();
      if (taker == null) {
        bypassed();
        return Takeover.Pass.PASS;
      }
      return taker.take(request, origin);
    } catch (Throwable fault) {
      suppressed("take", fault);
      return Takeover.Pass.PASS;
    }
  }

  /** Kept for an engine that is still to come, and looked at after it has come: none is missed. */
  @Override
  public void bypassed() {
    missed = true;
    CallTaker taker = ready;
    if (taker != null) {
      taker.bypassed();
    }
  }

  @Override
  public int maxBodyBytes() {
    CallTaker taker = ready;
    return taker == null ? MAX_BODY_BEFORE_START : taker.maxBodyBytes();
  }

  @Override
  public void suppressed(String place, Throwable fault) {
    missed = true; // the call goes out by itself
    CallTaker taker = ready;
    if (taker != null) {
      taker.suppressed(place, fault);
    } else if (faultyPlaces.add(place)) {
      log.accept(
          "a fault in " + place + " (" + fault.getClass().getName() + "); the call was left alone");
    }
  }

  @Override
  public WebhookBody webhook(String signature, String timestamp, long length) {
    try {
      Settings settings = known().settings;
      Webhooks webhooks =
          settings == null || !settings.enabled() ? null : engine.webhooks(settings);
      if (webhooks == null) {
        return null;
      }
      start(); // which shows what is found
      return webhooks.received(signature, timestamp, length);
    } catch (Throwable fault) {
      suppressed("webhook", fault);
      return null;
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
    if (settings == null || !settings.enabled()) {
      return;
    }
    // java.io.File, as an application without a queue should not pay for the default file system
    File[] journals =
        new File(settings.queue().directory().toString()).listFiles(File::isDirectory);
    if (journals != null && journals.length > 0) {
      start();
    }
  }

  private Known known() {
    Known now = known;
    if (now == null) {
      synchronized (this) {
        now = known;
        if (now == null) {
          now = read();
          known = now;
        }
      }
    }
    return now;
  }

  private Known read() {
    try {
      Settings settings = reader.get();
      return new Known(settings, new CustomerioHosts(settings.extraHosts()));
    } catch (Throwable fault) {
      suppressed("settings", fault);
      return Known.NOTHING; // not to be tried again: every HTTP call would pay for it
    }
  }

  /** The engine, or null when it could not be built in time: then the original call runs. */
  private CallTaker engine() {
    CallTaker taker = ready;
    if (taker != null) {
      return taker;
    }
    start();
    if (!late) {
      awaitEngine();
    }
    return ready;
  }

  /** Waits once: a start that took too long is not what each further call has to pay for. */
  private void awaitEngine() {
    boolean interrupted = Thread.interrupted();
    try {
      if (!started.await(startWaitMillis, TimeUnit.MILLISECONDS) && !late) {
        late = true;
        log.accept(
            "the start takes long (is the queue's disk slow?); until it is done, calls go out as"
                + " without the agent");
      }
    } catch (InterruptedException givenUp) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void start() {
    if (starting.compareAndSet(false, true)) {
      try {
        threads.newThread(this::build).start();
      } catch (Throwable noThread) {
        // nobody may wait for it, and the next call may find the system in a better state
        late = true;
        starting.set(false);
        suppressed("start", noThread);
      }
    }
  }

  private void build() {
    try {
      CallTaker taker = engine.start(known().settings);
      ready = taker;
      if (missed) {
        taker.bypassed();
      }
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
