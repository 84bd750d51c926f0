package customerio.agent;

import customerio.agent.capture.CallTaker;
import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Origin;
import customerio.agent.capture.OwnThread;
import customerio.agent.capture.OwnWay;
import customerio.agent.capture.Takeover;
import customerio.agent.capture.WebhookBody;
import customerio.agent.config.Settings;
import customerio.agent.health.Concern;
import customerio.agent.health.Gravity;
import customerio.agent.intake.CustomerioHosts;
import customerio.agent.log.Log;
import customerio.agent.webhooks.Webhooks;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Builds the engine when the first call to Customer.io comes, on a thread of ours: code of the
 * application must not be on the stack when libraries initialise (OpenTelemetry would keep its
 * loader for ever), and an application that never calls Customer.io pays nothing.
 */
final class LazyAgent implements CallTaker {
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
  private final Set<String> saidOnce = ConcurrentHashMap.newKeySet();
  private final AtomicLong uncounted = new AtomicLong();
  private final AtomicBoolean starting = new AtomicBoolean();
  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch called = new CountDownLatch(1);

  /** Told before there was an engine. Guarded by itself. */
  private final List<String> credentials = new ArrayList<>();

  private volatile Known known;
  private volatile CallTaker ready;
  private volatile boolean late;
  private volatile boolean missed;

  LazyAgent(Supplier<Settings> reader, EngineMaker engine, Consumer<String> log) {
    this(reader, engine, log, task -> OwnThread.of("customerio-agent-start", task));
  }

  LazyAgent(
      Supplier<Settings> reader, EngineMaker engine, Consumer<String> log, ThreadFactory threads) {
    this.reader = reader;
    this.engine = engine;
    this.log = log;
    this.threads = threads;
  }

  @Override
  public boolean claims(String scheme, String host, int port, String rawPath) {
    try {
      CallTaker taker = ready;
      boolean claimed =
          taker != null
              ? taker.claims(scheme, host, port, rawPath)
              : claims(known(), scheme, host, port, rawPath);
      if (claimed && called.getCount() > 0) {
        called.countDown();
      }
      return claimed;
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
      bypassed(); // which starts it, for the switch that is in it; this call need not wait
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
  public boolean mayTake(CapturedRequest request) {
    try {
      CallTaker taker = engine();
      return taker != null && taker.mayTake(request);
    } catch (Throwable fault) {
      suppressed("mayTake", fault);
      return false;
    }
  }

  @Override
  public Takeover take(CapturedRequest request, Origin origin) {
    try {
      CallTaker taker = engine();
      if (taker == null) {
        miss();
        return Takeover.Pass.PASS;
      }
      return taker.take(request, origin);
    } catch (Throwable fault) {
      suppressed("take", fault);
      return Takeover.Pass.PASS;
    }
  }

  /** Starts the engine, too: an application that calls Customer.io is shown what becomes of it. */
  @Override
  public void bypassed() {
    if (isEnabled()) {
      start();
    }
    miss();
  }

  /** Kept for an engine that is still to come, and looked at after it has come: none is missed. */
  private void miss() {
    missed = true;
    called.countDown();
    CallTaker taker = ready;
    if (taker != null) {
      taker.bypassed();
    }
  }

  @Override
  public boolean leaves(String client, OwnWay way) {
    try {
      CallTaker taker = engine();
      if (taker != null) {
        return taker.leaves(client, way);
      }
    } catch (Throwable fault) {
      suppressed("leaves", fault);
    }
    bypassed();
    return true;
  }

  @Override
  public void intercepted(String client, boolean answered, long nanos) {
    CallTaker taker = ready;
    if (taker != null) {
      taker.intercepted(client, answered, nanos);
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
      return;
    }
    if (saidOnce.add(place)) {
      Log.of(log)
          .error(
              "a fault in "
                  + place
                  + " ("
                  + fault.getClass().getName()
                  + "); the call was left alone");
    }
    uncounted.incrementAndGet();
    count(); // the engine may have come in the meantime
  }

  /** Hands the faults over that nobody has counted yet, each once. */
  private void count() {
    CallTaker taker = ready;
    long faults = taker == null ? 0 : uncounted.getAndSet(0);
    if (faults > 0) {
      taker.suppressedBefore(faults);
    }
  }

  @Override
  public void leftAlone(String sentence) {
    miss();
    noticed(sentence);
  }

  @Override
  public void noticed(String sentence) {
    if (saidOnce.add(sentence)) {
      Log.of(log).warn(sentence);
    }
  }

  @Override
  public boolean wouldPass(String method, String scheme, String host, int port, String rawPath) {
    try {
      CallTaker taker = engine();
      return taker == null || taker.wouldPass(method, scheme, host, port, rawPath);
    } catch (Throwable fault) {
      suppressed("wouldPass", fault);
      return true;
    }
  }

  @Override
  public void concern(String code, String subject, String sentence) {
    Concern concern = new Concern(code, subject, sentence, Gravity.DEGRADED);
    engine.raise(concern);
    if (saidOnce.add(code + ' ' + subject)) {
      Log.of(log).warn(concern.toString());
    }
  }

  @Override
  public void credential(String authorization) {
    synchronized (credentials) {
      if (ready == null) {
        credentials.add(authorization);
        return;
      }
    }
    ready.credential(authorization);
  }

  @Override
  public WebhookBody webhook(String signature, String timestamp, long length) {
    try {
      Webhooks webhooks = isEnabled() ? engine.webhooks(known().settings) : null;
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

  /** Whether the engine was started within the time. */
  boolean awaitStart(long millis) throws InterruptedException {
    return started.await(millis, TimeUnit.MILLISECONDS);
  }

  /** Whether the application has called Customer.io within the time. */
  boolean awaitCall(long millis) throws InterruptedException {
    return called.await(millis, TimeUnit.MILLISECONDS);
  }

  boolean isEnabled() {
    Settings settings = known().settings;
    return settings != null && settings.enabled();
  }

  /** Whoever is to be looked at is there although nobody has called. */
  void startIfNeeded() {
    if (isEnabled() && BacklogWatch.isNeeded(known().settings)) {
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

  /**
   * Opening the queue takes milliseconds, and a disk that hangs must not hang the application.
   * Waits once: a start that took too long is not what each further call has to pay for.
   */
  private void awaitEngine() {
    boolean interrupted = Thread.interrupted();
    try {
      long millis = known().settings.startTimeout().toMillis();
      if (!started.await(millis, TimeUnit.MILLISECONDS) && !late) {
        late = true;
        Log.of(log)
            .warn(
                "the start takes long (is the queue's disk slow?); until it is done, calls go out as"
                    + " without the agent; a longer start.timeout makes them wait for it");
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
      List<String> told;
      synchronized (credentials) {
        ready = taker;
        told = List.copyOf(credentials);
        credentials.clear();
      }
      told.forEach(taker::credential);
      if (missed) {
        taker.bypassed();
      }
      count();
    } catch (Throwable fault) {
      Log.of(log)
          .error(
              "could not start ("
                  + fault
                  + "); every call goes out as without the agent; please report this");
    } finally {
      started.countDown();
    }
  }
}
