package customerio.agent.management;

import customerio.agent.config.ModeSwitch;
import customerio.agent.delivery.DestinationState;
import customerio.agent.health.Concern;
import customerio.agent.log.Level;
import customerio.agent.log.Log;
import customerio.agent.queue.QueueState;
import customerio.agent.telemetry.Counters;
import java.time.Clock;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Reads the agent's state each time it is asked. Thread-safe. */
public final class AgentBean implements AgentMXBean {
  private final Parts parts;
  private final String startTime;

  /**
   * Where that comes from which is shown. All are cheap to ask but the probe.
   *
   * @param reasons why the agent is not in order, the gravest first
   * @param interceptSecondsP99 what the agent adds to the application's threads
   * @param problems what was wrong with the settings
   */
  public record Parts(
      String version,
      ModeSwitch modes,
      Log log,
      Clock clock,
      Supplier<Counters.Snapshot> counters,
      LongSupplier passedThrough,
      LongSupplier withdrawn,
      Supplier<QueueState> queue,
      long queueLimitBytes,
      Supplier<List<DestinationState>> destinations,
      Supplier<List<Concern>> reasons,
      Figures figures,
      DoubleSupplier interceptSecondsP99,
      Supplier<List<String>> recentFailures,
      List<String> problems,
      Supplier<String> probe) {}

  public AgentBean(Parts parts) {
    this.parts = parts;
    this.startTime = Moment.text(parts.clock.instant());
  }

  @Override
  public String getVersion() {
    return parts.version;
  }

  @Override
  public String getStartTime() {
    return startTime;
  }

  @Override
  public String getMode() {
    return parts.modes.modes().general().word();
  }

  @Override
  public void setMode(String mode) {
    switchMode("", mode);
  }

  @Override
  public SortedMap<String, String> getModes() {
    SortedMap<String, String> words = new TreeMap<>();
    parts.modes.modes().given().forEach((target, mode) -> words.put(target, mode.word()));
    return words;
  }

  @Override
  public void switchMode(String target, String mode) {
    parts.modes.change(target, mode);
  }

  @Override
  public long getAccepted() {
    return parts.counters.get().accepted();
  }

  @Override
  public long getDeduplicated() {
    return parts.counters.get().deduplicated();
  }

  @Override
  public long getRelayed() {
    return parts.counters.get().relayed();
  }

  @Override
  public long getPassedThrough() {
    return parts.passedThrough.getAsLong();
  }

  @Override
  public long getWithdrawn() {
    return parts.withdrawn.getAsLong();
  }

  @Override
  public long getDelivered() {
    return parts.counters.get().delivered();
  }

  @Override
  public long getRejected() {
    return parts.counters.get().rejected();
  }

  @Override
  public long getRetried() {
    return parts.counters.get().retried();
  }

  @Override
  public long getUnclear() {
    return parts.counters.get().unclear();
  }

  @Override
  public long getSilentlyDropped() {
    return parts.counters.get().silentlyDropped();
  }

  @Override
  public long getRequests() {
    return parts.counters.get().requests();
  }

  @Override
  public long getPending() {
    return parts.queue.get().pending();
  }

  @Override
  public double getOldestAgeSeconds() {
    long oldest = parts.queue.get().oldestCapturedAtMillis();
    return oldest == 0 ? 0 : Math.max(0, parts.clock.millis() - oldest) / 1000.0;
  }

  @Override
  public double getDeliveryDelayP50Seconds() {
    return parts.figures.delays.seconds(50);
  }

  @Override
  public double getDeliveryDelayP95Seconds() {
    return parts.figures.delays.seconds(95);
  }

  @Override
  public double getDeliveryDelayP99Seconds() {
    return parts.figures.delays.seconds(99);
  }

  @Override
  public double getInterceptOverheadP99Micros() {
    return parts.interceptSecondsP99.getAsDouble() * 1e6;
  }

  @Override
  public long getQueueLimitBytes() {
    return parts.queueLimitBytes;
  }

  @Override
  public long getQueueBytes() {
    return parts.queue.get().bytes();
  }

  @Override
  public long getDeadLetters() {
    return parts.queue.get().deadLetters();
  }

  @Override
  public long getDropped() {
    return parts.queue.get().dropped();
  }

  @Override
  public String getTrouble() {
    String trouble = parts.queue.get().trouble();
    return trouble == null ? "" : trouble;
  }

  @Override
  public long getSuppressedFaults() {
    return parts.counters.get().suppressed();
  }

  @Override
  public String getHealth() {
    return Health.word(parts.reasons.get());
  }

  @Override
  public List<String> getHealthReasons() {
    return parts.reasons.get().stream().map(Concern::toString).toList();
  }

  @Override
  public List<String> getRecentFailures() {
    return parts.recentFailures.get();
  }

  @Override
  public List<String> getConfigWarnings() {
    return parts.problems;
  }

  @Override
  public String getLogLevel() {
    return parts.log.level().word();
  }

  @Override
  public void setLogLevel(String level) {
    parts.log.level(Level.parse(level));
  }

  @Override
  public List<DestinationView> getDestinations() {
    return parts.destinations.get().stream().map(AgentBean::view).toList();
  }

  @Override
  public String probeConnectivity() {
    return parts.probe.get();
  }

  private static DestinationView view(DestinationState state) {
    return new DestinationView(
        state.label(), state.pending(), state.held(), breaker(state), waitingFor(state));
  }

  /** {@code closed}, {@code open} or {@code half-open}. */
  public static String breaker(DestinationState state) {
    return BreakerWords.of(state.breaker());
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
