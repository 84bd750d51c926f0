package customerio.agent.management;

import customerio.agent.config.Settings;
import customerio.agent.telemetry.Counters;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Reads the counts each time it is asked. Thread-safe. */
public final class DedupBean implements DedupMXBean {
  private final Settings.Dedup settings;
  private final Supplier<Counters.Snapshot> counters;
  private final LongSupplier remembered;
  private final Runnable forget;

  /**
   * @param remembered what repetitions could be recognised by
   */
  public DedupBean(
      Settings.Dedup settings,
      Supplier<Counters.Snapshot> counters,
      LongSupplier remembered,
      Runnable forget) {
    this.settings = settings;
    this.counters = counters;
    this.remembered = remembered;
    this.forget = forget;
  }

  @Override
  public long getDeduplicated() {
    return counters.get().deduplicated();
  }

  @Override
  public double getDeduplicatedPercent() {
    Counters.Snapshot now = counters.get();
    long atOnce = now.accepted() + now.deduplicated();
    return atOnce == 0 ? 0 : 100.0 * now.deduplicated() / atOnce;
  }

  @Override
  public long getEntries() {
    return remembered.getAsLong();
  }

  @Override
  public long getCapacityEntries() {
    return settings.maxEntries();
  }

  @Override
  public double getIdentifyWindowSeconds() {
    return settings.identifyWindow().toMillis() / 1_000.0;
  }

  @Override
  public String getEvents() {
    return settings.events().name().toLowerCase(Locale.ROOT);
  }

  @Override
  public double getEventsWindowSeconds() {
    return settings.eventsWindow().toMillis() / 1_000.0;
  }

  @Override
  public void forget() {
    forget.run();
  }
}
