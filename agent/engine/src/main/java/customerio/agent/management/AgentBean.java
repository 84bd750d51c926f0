package customerio.agent.management;

import customerio.agent.config.ModeSwitch;
import customerio.agent.delivery.DestinationState;
import customerio.agent.health.Concern;
import customerio.agent.queue.QueueState;
import customerio.agent.telemetry.Counters;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Reads the agent's state each time it is asked. Thread-safe. */
public final class AgentBean implements AgentMXBean {
  private final String version;
  private final ModeSwitch modes;
  private final Clock clock;
  private final Supplier<Counters.Snapshot> counters;
  private final LongSupplier withdrawn;
  private final Supplier<QueueState> queue;
  private final Supplier<List<DestinationState>> destinations;
  private final Health health;

  public AgentBean(
      String version,
      ModeSwitch modes,
      Clock clock,
      Supplier<Counters.Snapshot> counters,
      LongSupplier withdrawn,
      Supplier<QueueState> queue,
      Supplier<List<DestinationState>> destinations,
      Supplier<List<Concern>> concerns) {
    this.version = version;
    this.modes = modes;
    this.clock = clock;
    this.counters = counters;
    this.withdrawn = withdrawn;
    this.queue = queue;
    this.destinations = destinations;
    this.health = new Health(queue, destinations, concerns);
  }

  @Override
  public String getVersion() {
    return version;
  }

  @Override
  public String getMode() {
    return modes.modes().general().word();
  }

  @Override
  public void setMode(String mode) {
    switchMode("", mode);
  }

  @Override
  public SortedMap<String, String> getModes() {
    SortedMap<String, String> words = new TreeMap<>();
    modes.modes().given().forEach((target, mode) -> words.put(target, mode.word()));
    return words;
  }

  @Override
  public void switchMode(String target, String mode) {
    modes.change(target, mode);
  }

  @Override
  public long getAccepted() {
    return counters.get().accepted();
  }

  @Override
  public long getDeduplicated() {
    return counters.get().deduplicated();
  }

  @Override
  public long getRelayed() {
    return counters.get().relayed();
  }

  @Override
  public long getPassedThrough() {
    return counters.get().passedThrough();
  }

  @Override
  public long getWithdrawn() {
    return withdrawn.getAsLong();
  }

  @Override
  public long getDelivered() {
    return counters.get().delivered();
  }

  @Override
  public long getRejected() {
    return counters.get().rejected();
  }

  @Override
  public long getRetried() {
    return counters.get().retried();
  }

  @Override
  public long getUnclear() {
    return counters.get().unclear();
  }

  @Override
  public long getSilentlyDropped() {
    return counters.get().silentlyDropped();
  }

  @Override
  public long getRequests() {
    return counters.get().requests();
  }

  @Override
  public long getPending() {
    return queue.get().pending();
  }

  @Override
  public double getOldestAgeSeconds() {
    long oldest = queue.get().oldestCapturedAtMillis();
    return oldest == 0 ? 0 : Math.max(0, clock.millis() - oldest) / 1000.0;
  }

  @Override
  public long getQueueBytes() {
    return queue.get().bytes();
  }

  @Override
  public long getDeadLetters() {
    return queue.get().deadLetters();
  }

  @Override
  public long getDropped() {
    return queue.get().dropped();
  }

  @Override
  public String getTrouble() {
    String trouble = queue.get().trouble();
    return trouble == null ? "" : trouble;
  }

  @Override
  public long getSuppressedFaults() {
    return counters.get().suppressed();
  }

  @Override
  public String getHealth() {
    return Health.word(health.reasons());
  }

  @Override
  public List<String> getHealthReasons() {
    return health.reasons().stream().map(Concern::toString).toList();
  }

  @Override
  public List<DestinationView> getDestinations() {
    return destinations.get().stream().map(AgentBean::view).toList();
  }

  private static DestinationView view(DestinationState state) {
    return new DestinationView(
        state.label(),
        state.pending(),
        state.held(),
        state.breaker().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        waitingFor(state));
  }

  /** In words; "" when it waits for nothing. */
  public static String waitingFor(DestinationState state) {
    return switch (state.waiting()) {
      case NOTHING -> "";
      case START -> "the backlog of earlier runs to be read";
      case PAUSED -> "an operator to resume deliveries";
      case CREDENTIALS ->
          "credentials: the application has not called since its start, and credentials.file has"
              + " none";
      case UNAUTHORIZED -> "a credential that Customer.io accepts";
      case THROTTLED -> "Customer.io's rate limit";
      case BREAKER -> "Customer.io to answer again";
    };
  }
}
