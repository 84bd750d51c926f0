package customerio.agent;

import com.github.benmanes.caffeine.cache.Ticker;
import customerio.agent.atrest.KeyRing;
import customerio.agent.capture.CallTaker;
import customerio.agent.capture.Origin;
import customerio.agent.config.ModeSwitch;
import customerio.agent.config.Settings;
import customerio.agent.credentials.CredentialVault;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.OperationCodec;
import customerio.agent.customerio.Region;
import customerio.agent.customerio.UlidSource;
import customerio.agent.delivery.Delivery;
import customerio.agent.delivery.DeliveryListener;
import customerio.agent.delivery.DeliverySettings;
import customerio.agent.delivery.Destination;
import customerio.agent.delivery.VirtualTime;
import customerio.agent.intake.CallObservation;
import customerio.agent.intake.CustomerioHosts;
import customerio.agent.intake.Intake;
import customerio.agent.intake.IntakeListener;
import customerio.agent.intake.Outcomes;
import customerio.agent.intake.PassReason;
import customerio.agent.intake.Rehearsed;
import customerio.agent.intake.Wakers;
import customerio.agent.queue.DurableQueue;
import customerio.agent.queue.Routing;
import customerio.agent.queue.Ticket;
import customerio.agent.queue.disk.DiskQueue;
import customerio.agent.queue.disk.DiskQueueSettings;
import customerio.agent.queue.disk.MemoryDisk;
import customerio.agent.transport.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One life of the engine, its rooms joined as {@link Engine} joins them, on a clock, threads, a
 * disk and a network that belong to a test.
 */
public final class VirtualEngine {

  /** So small that an ordinary history fills several. */
  private static final int SEGMENT_BYTES = 4 << 10;

  private static final Path QUEUE = Path.of("/queue");

  /**
   * What a test brings along.
   *
   * @param window operations of a destination that may be in the heap
   */
  public record World(
      Settings settings,
      VirtualTime time,
      MemoryDisk disk,
      Path credentials,
      Transport network,
      int window) {}

  /** A dead letter in the words of the application's own call; the id is the operation's. */
  public record Buried(String id, String method, String target, String body, String reason) {}

  private final Outcomes outcomes = new Outcomes();
  private final List<String> faults = new ArrayList<>();
  private final MemoryDisk disk;
  private final DiskQueue journal;
  private final DurableQueue queue;
  private final Delivery delivery;
  private final Intake intake;

  private VirtualEngine(World world, long seed) {
    Settings settings = world.settings;
    VirtualTime time = world.time;
    CredentialVault credentials =
        CredentialVault.open(world.credentials, KeyRing.NONE, faults::add);
    DiskQueueSettings queueSettings = Translated.queue(settings).withSegmentBytes(SEGMENT_BYTES);
    disk = world.disk;
    journal = disk.open(QUEUE, queueSettings, time.clock(), line -> {});
    queue = new WatchedQueue(journal, watcher());
    delivery =
        time.delivery(
            delivery(settings, world.window),
            queue,
            world.network,
            credentials,
            Translated.baseUrls(settings),
            new ListenerPair(new Watcher(), new OutcomeWatch(outcomes)));
    Ticker ticker = time::nanos;
    intake =
        new Intake(
            new Intake.Parts(
                settings,
                new ModeSwitch(settings.modes(), line -> {}),
                new CustomerioHosts(settings.extraHosts()),
                credentials,
                queue,
                delivery.synchronousRoute(),
                null,
                new UlidSource(time.clock(), new Random(seed)),
                time.clock(),
                ticker,
                new Watcher(),
                outcomes,
                new Threads(time)));
    queue.onAppend(delivery::offer);
  }

  private static DeliverySettings delivery(Settings settings, int window) {
    DeliverySettings all = Translated.delivery(settings);
    return new DeliverySettings(
        all.lanes(),
        all.maxConnections(),
        all.requestTimeout(),
        all.maxAge(),
        all.batch(),
        all.retry(),
        all.hold(),
        all.breaker(),
        all.rate(),
        new DeliverySettings.Window(window, 2 * window, 0));
  }

  /**
   * Starts a process that takes over what earlier ones left on the disk.
   *
   * @param seed of the ids it gives
   */
  public static VirtualEngine start(World world, long seed) {
    VirtualEngine engine = new VirtualEngine(world, seed);
    Duration window = world.settings.dedup().eventsWindow();
    Recollection recollection =
        new Recollection(engine.queue, engine.intake, window, world.time.clock());
    engine.delivery.adopt(recollection::add);
    engine.delivery.start();
    recollection.recall();
    return engine;
  }

  public CallTaker intake() {
    return intake;
  }

  /** Operations that are neither delivered nor given up. */
  public long pending() {
    return queue.state().pending();
  }

  /** Defects of ours that were caught where nobody would have noticed them. */
  public List<String> faults() {
    return faults;
  }

  public List<Buried> deadLetters() {
    List<Buried> letters = new ArrayList<>();
    try {
      journal.forEachDeadLetter(letter -> letters.add(buried(letter.payload(), letter.reason())));
    } catch (IOException unreadable) {
      faults.add(unreadable.toString());
    }
    return letters;
  }

  private WatchedQueue.Watcher watcher() {
    return new WatchedQueue.Watcher() {
      @Override
      public Routing named(Routing routing) {
        return delivery.named(routing);
      }

      @Override
      public void passed(Routing routing) {
        delivery.passed(routing);
      }

      @Override
      public void givenUp() {
        intake.givenUp();
      }

      @Override
      public void withdrawn(Ticket ticket) {
        delivery.withdrawn(ticket);
      }
    };
  }

  private Buried buried(byte[] payload, String reason) {
    try {
      Operation operation = OperationCodec.decode(payload);
      return new Buried(
          operation.id(),
          operation.method(),
          operation.target(),
          new String(operation.body(), java.nio.charset.StandardCharsets.UTF_8),
          reason);
    } catch (IOException malformed) {
      return new Buried(null, null, null, malformed.toString(), reason);
    }
  }

  /** Stands where telemetry does; all that a test wants to hear of are faults. */
  private final class Watcher implements IntakeListener, DeliveryListener, CallObservation {

    @Override
    public Origin origin() {
      return Origin.UNKNOWN;
    }

    @Override
    public CallObservation taking(Endpoint endpoint, Region region, Origin origin) {
      return this;
    }

    @Override
    public void rehearsed(Rehearsed call) {}

    @Override
    public void watched(boolean atOnce, int status, Duration took) {}

    @Override
    public void suppressed(String place, Throwable fault) {
      note(place, fault);
    }

    @Override
    public void fault(Destination destination, Throwable fault) {
      note(String.valueOf(destination), fault);
    }

    /** What fails in a process that was killed is nobody's fault. */
    private void note(String place, Throwable fault) {
      if (!disk.isDead()) {
        faults.add(place + ": " + fault);
      }
    }

    @Override
    public String traceparent(long credential) {
      return null;
    }

    @Override
    public void accepted(Operation operation) {}

    @Override
    public void deduplicated(String operationId) {}

    @Override
    public void relayed(int status) {}

    @Override
    public void passed(PassReason reason) {}
  }

  /** Wakes callers in the same order of everything. */
  private record Threads(VirtualTime time) implements Wakers {
    @Override
    public void wake(Runnable waking) {
      time.execute(waking);
    }

    @Override
    public Runnable after(Duration delay, Runnable task) {
      return time.after(delay, task);
    }
  }
}
