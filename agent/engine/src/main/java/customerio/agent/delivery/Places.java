package customerio.agent.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import customerio.agent.credentials.CredentialBook;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** Gate, pace and connection slots of each destination, shared by lanes and relayed calls. */
final class Places {

  /** Reservations of lanes never wait longer: what comes later would be claimed too early. */
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private static final Duration PERIOD = Duration.ofSeconds(1);

  /** An application that is fed made-up credentials must not fill the heap with their limits. */
  private static final int MOST = 10_000;

  /** After this time without use a limit is as good as a new one. */
  private static final Duration FORGOTTEN = Duration.ofHours(1);

  private record Host(Api api, Region region) {}

  private record Paced(Api api, long credential) {}

  private final DeliverySettings settings;
  private final CredentialBook book;
  private final LaneScheduler scheduler;
  private final DeliveryListener listener;
  private final RandomGenerator random;

  /** Of the queue; lanes wait for them, so they stay. */
  private final Map<Destination, Gate> queued = new ConcurrentHashMap<>();

  /** Of calls that were only relayed so far. */
  private final Cache<Destination, Gate> relayed;

  private final Cache<Paced, Pace> paces;
  private final Map<Host, HostSlots> slots = new ConcurrentHashMap<>();

  Places(
      DeliverySettings settings,
      CredentialBook book,
      LaneScheduler scheduler,
      DeliveryListener listener,
      RandomGenerator random) {
    this.settings = settings;
    this.book = book;
    this.scheduler = scheduler;
    this.listener = listener;
    this.random = random;
    this.relayed = forgetful(scheduler);
    this.paces = forgetful(scheduler);
  }

  static <K, V> Cache<K, V> forgetful(LaneScheduler scheduler) {
    return Caffeine.newBuilder()
        .maximumSize(MOST)
        .expireAfterAccess(FORGOTTEN)
        .ticker(scheduler::nanos)
        .executor(Runnable::run)
        .build();
  }

  /** The gate of a destination that has something in the queue. */
  Gate queuedGate(Destination destination) {
    return queued.computeIfAbsent(destination, this::relayedGate);
  }

  Gate gate(Destination destination) {
    Gate gate = queued.get(destination);
    return gate != null ? gate : relayedGate(destination);
  }

  Pace pace(Destination destination) {
    return paces.get(
        new Paced(destination.api(), destination.credential()), paced -> newPace(paced.api()));
  }

  HostSlots slots(Destination destination) {
    return slots.computeIfAbsent(
        new Host(destination.api(), destination.region()),
        host -> new HostSlots(settings.maxConnections()));
  }

  /** Runs the task when pace and connections allow another request; it releases its slot. */
  void whenThereIsRoom(Destination destination, Runnable task) {
    Duration wait = pace(destination).reserveAnyhow();
    Runnable told =
        () -> {
          listener.limited(destination, wait);
          task.run();
        };
    Runnable turn = () -> slots(destination).acquire(() -> scheduler.execute(told));
    if (wait.isZero()) {
      turn.run();
    } else {
      scheduler.schedule(wait, turn);
    }
  }

  void learned(long credential) {
    Set<Gate> gates = new HashSet<>();
    for (Map<Destination, Gate> known : List.of(queued, relayed.asMap())) {
      known.forEach(
          (destination, gate) -> {
            if (destination.credential() == credential) {
              gates.add(gate);
            }
          });
    }
    gates.forEach(Gate::learned);
  }

  /** See {@link Gate#hurry}. */
  void hurry() {
    queued.values().forEach(Gate::hurry);
  }

  /** The same for one destination, whether or not anything waits there. */
  void tryNow(Destination destination) {
    Gate gate = gate(destination);
    gate.hurry();
    gate.wake();
  }

  /** Whoever only looks keeps no limit from being forgotten. */
  Allowance allowance(Destination destination) {
    Pace known =
        paces.policy().getIfPresentQuietly(new Paced(destination.api(), destination.credential()));
    Gate gate = queued.get(destination);
    return new Allowance(
        known == null ? full(destination.api()) : known.current(),
        gate == null ? Duration.ZERO : gate.untilNextTry());
  }

  long remembered() {
    return queued.size() + relayed.asMap().size() + paces.asMap().size();
  }

  private Gate relayedGate(Destination destination) {
    return relayed.get(destination, this::newGate);
  }

  private Gate newGate(Destination destination) {
    DeliverySettings.Breaker breaker = settings.breaker();
    return new Gate(
        destination,
        book,
        scheduler,
        listener,
        new Breaker(
            breaker,
            backoff(breaker.openDuration(), breaker.maxOpenDuration()),
            new MonotonicClock(scheduler)),
        backoff(settings.retry().baseDelay(), settings.hold().baseDelay()),
        backoff(settings.hold().baseDelay(), settings.hold().maxDelay()));
  }

  private Pace newPace(Api api) {
    return new Pace("destination", full(api), PERIOD, LONGEST_WAIT, scheduler);
  }

  private int full(Api api) {
    DeliverySettings.Rate rate = settings.rate();
    return switch (api) {
      case TRACK -> rate.track();
      case PIPELINES -> rate.pipelines();
      case APP -> rate.app();
    };
  }

  private Backoff backoff(Duration base, Duration max) {
    return new Backoff(base, max, settings.retry().jitter(), random);
  }
}
