package customerio.agent;

import customerio.agent.accounts.Accounts;
import customerio.agent.accounts.RegionPolicy;
import customerio.agent.config.HostRole;
import customerio.agent.config.Settings;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import customerio.agent.delivery.BaseUrls;
import customerio.agent.delivery.DeliverySettings;
import customerio.agent.delivery.DeliverySettings.Batch;
import customerio.agent.delivery.DeliverySettings.Breaker;
import customerio.agent.delivery.DeliverySettings.Hold;
import customerio.agent.delivery.DeliverySettings.Rate;
import customerio.agent.delivery.DeliverySettings.Retry;
import customerio.agent.intake.Intake;
import customerio.agent.queue.disk.DiskQueueSettings;
import customerio.agent.queue.disk.Durability;
import customerio.agent.queue.disk.FullPolicy;
import customerio.agent.telemetry.spans.SpanSettings;
import customerio.agent.transport.TransportSettings;
import java.util.EnumSet;
import java.util.Set;

/** The user's settings in the terms of each room, which know nothing of configuration. */
final class Translated {

  private static final long SMALLEST_QUEUE_BYTES = 1 << 20;

  /** What was given up must not fill a small queue for good: 64 MiB of 512. */
  private static final int DEAD_LETTER_SHARE = 8;

  /** The payload cache gets a sixteenth: 4 MiB of a 64 MiB heap. */
  private static final int HEAP_PER_CACHE = 16;

  /** All that waits in it may take a quarter, and that of one destination a quarter of this. */
  private static final int HEAP_PER_WINDOW = 4;

  private static final int WINDOW_PER_DESTINATION = 4;

  /** More would fill no more requests: at 50 ms each, 16 lanes of a thousand go out at once. */
  private static final int LARGEST_WINDOW = 1 << 16;

  /**
   * Measured: 130 for a ticket with its places in segment and lane, on 64 bits. A place among those
   * whose lines are known takes 39 to 77, and a person with a second name takes two.
   */
  private static final int HEAP_BYTES_PER_OPERATION = 256;

  /** A heap of 64 MiB: half a million slots, see {@link DeliverySettings.Window}. */
  private static final int HEAP_PER_SHELVED_NAMES = 32;

  /** What remembering where people belong may take, see routing. */
  private static final int HEAP_PER_ROUTED_NAMES = 8;

  private static final int HEAP_BYTES_PER_ROUTED_NAME = 16;

  private Translated() {}

  static SpanSettings spans(Settings settings) {
    Settings.Spans spans = settings.spans();
    return new SpanSettings(spans.created(), spans.joined(), spans.enclosingScrubbed());
  }

  static DiskQueueSettings queue(Settings settings) {
    DiskQueueSettings defaults = DiskQueueSettings.defaults();
    long maxBytes = Math.max(settings.queue().maxBytes(), SMALLEST_QUEUE_BYTES);
    return new DiskQueueSettings(
        Durability.valueOf(settings.queue().durability().name()),
        maxBytes,
        // space comes back by whole segments, so a small queue needs small ones
        (int) Math.min(defaults.segmentBytes(), maxBytes / 4),
        Math.min(defaults.deadLetterBytes(), maxBytes / DEAD_LETTER_SHARE),
        cacheBytes(Runtime.getRuntime().maxMemory()),
        settings.queue().minFreeBytes(),
        settings.queue().syncInterval(),
        FullPolicy.valueOf(settings.queue().fullPolicy().name()),
        settings.queue().fullTimeout(),
        defaults.keys(),
        defaults.groundwork());
  }

  /** An outage of days must not take the heap that the application needs. */
  static DeliverySettings.Window window(long heapBytes) {
    long total = heapBytes / HEAP_PER_WINDOW / HEAP_BYTES_PER_OPERATION;
    return new DeliverySettings.Window(
        (int) Math.min(LARGEST_WINDOW, total / WINDOW_PER_DESTINATION),
        (int) Math.min(Integer.MAX_VALUE, total),
        heapBytes / HEAP_PER_SHELVED_NAMES);
  }

  /** A heap of 1 GiB: eight million names. */
  static long maxRoutedNames(long heapBytes) {
    return heapBytes / HEAP_PER_ROUTED_NAMES / HEAP_BYTES_PER_ROUTED_NAME;
  }

  /** What is not in the cache is read back from the file; a heap that is full is the end. */
  static long cacheBytes(long heapBytes) {
    return Math.min(DiskQueueSettings.defaults().cacheBytes(), heapBytes / HEAP_PER_CACHE);
  }

  static TransportSettings transport(Settings settings) {
    return TransportSettings.DEFAULTS
        .withMaxConnections(settings.transport().maxConnections())
        .withConnectTimeout(settings.transport().connectTimeout());
  }

  static BaseUrls baseUrls(Settings settings) {
    return (api, region) -> settings.endpoints().get(role(api, region));
  }

  static Accounts.Settings accounts(Settings settings) {
    Settings.Accounts accounts = settings.accounts();
    Set<Api> bound = EnumSet.noneOf(Api.class);
    for (Api api : Api.values()) {
      if (!isReal(settings, api, Region.US) && isReal(settings, api, Region.EU)) {
        bound.add(api);
      }
    }
    return new Accounts.Settings(
        new RegionPolicy(RegionPolicy.Choice.valueOf(accounts.region().name()), bound),
        accounts.regionCheck(),
        accounts.pipelinesKeyCheck(),
        settings.queue().directory());
  }

  private static boolean isReal(Settings settings, Api api, Region region) {
    HostRole role = role(api, region);
    return role.host().equals(settings.endpoints().get(role).getHost());
  }

  private static HostRole role(Api api, Region region) {
    return HostRole.valueOf(api.name() + '_' + region.name());
  }

  static DeliverySettings delivery(Settings settings) {
    Settings.Batch batch = settings.batch();
    Settings.Retry retry = settings.retry();
    Settings.Breaker breaker = settings.breaker();
    Settings.RateLimits rates = settings.rateLimits();
    DeliverySettings defaults = DeliverySettings.DEFAULTS;
    return new DeliverySettings(
        defaults.lanes(),
        settings.transport().maxConnections(),
        settings.transport().requestTimeout(),
        settings.queue().maxAge(),
        new Batch(
            DeliverySettings.BatchMode.valueOf(batch.mode().name()),
            batch.maxOperations(),
            batch.maxBytes(),
            batch.linger(),
            Intake.rules(settings)),
        new Retry(retry.maxAttempts(), retry.baseDelay(), retry.maxDelay(), retry.jitter()),
        new Hold(retry.holdBaseDelay(), retry.holdMaxDelay(), retry.holdMaxAttempts()),
        new Breaker(
            breaker.failureThreshold(),
            breaker.successThreshold(),
            breaker.openDuration(),
            breaker.maxOpenDuration()),
        new Rate(
            perSecond(rates.track()),
            perSecond(rates.pipelines()),
            perSecond(rates.app()),
            perSecond(rates.transactional()),
            defaults.rate().broadcastInterval()),
        window(Runtime.getRuntime().maxMemory()));
  }

  private static int perSecond(double rate) {
    return (int) Math.max(1, Math.round(rate));
  }
}
