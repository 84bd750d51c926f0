package customerio.agent.delivery;

import customerio.agent.credentials.CredentialBook;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** Gate, pace and connection slots of each destination, shared by lanes and relayed calls. */
final class Places {

  /** Reservations of lanes never wait longer: what comes later would be claimed too early. */
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private static final Duration PERIOD = Duration.ofSeconds(1);

  private record Host(Api api, Region region) {}

  private record Paced(Api api, long credential) {}

  private final DeliverySettings settings;
  private final CredentialBook book;
  private final LaneScheduler scheduler;
  private final DeliveryListener listener;
  private final RandomGenerator random;
  private final Map<Destination, Gate> gates = new ConcurrentHashMap<>();
  private final Map<Paced, Pace> paces = new ConcurrentHashMap<>();
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
  }

  Gate gate(Destination destination) {
    return gates.computeIfAbsent(destination, this::newGate);
  }

  Pace pace(Destination destination) {
    return paces.computeIfAbsent(
        new Paced(destination.api(), destination.credential()), paced -> newPace(paced.api()));
  }

  HostSlots slots(Destination destination) {
    return slots.computeIfAbsent(
        new Host(destination.api(), destination.region()),
        host -> new HostSlots(settings.maxConnections()));
  }

  void learned(long credential) {
    gates.forEach(
        (destination, gate) -> {
          if (destination.credential() == credential) {
            gate.learned();
          }
        });
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
    DeliverySettings.Rate rate = settings.rate();
    int perSecond =
        switch (api) {
          case TRACK -> rate.track();
          case PIPELINES -> rate.pipelines();
          case APP -> rate.app();
        };
    return new Pace("destination", perSecond, PERIOD, LONGEST_WAIT, scheduler);
  }

  private Backoff backoff(Duration base, Duration max) {
    return new Backoff(base, max, settings.retry().jitter(), random);
  }
}
