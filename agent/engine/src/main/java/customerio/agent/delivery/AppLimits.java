package customerio.agent.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import customerio.agent.customerio.Api;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The App API's own limits, per credential: sends 100 in a second, each API-triggered broadcast
 * once in ten seconds, everything else ten in a second. All other APIs have one limit for all.
 */
final class AppLimits {
  private static final Pattern BROADCAST = Pattern.compile("/v1/campaigns/([^/?]+)/triggers.*");
  private static final String SENDS = "/v1/send/";

  /** Broadcasts are few; whoever makes up ids without end shares the last limit. */
  private static final int MAX_BROADCASTS = 1000;

  private record Limited(long credential, String what) {}

  private final DeliverySettings settings;
  private final Places places;
  private final LaneScheduler scheduler;
  private final Cache<Limited, Pace> paces;

  AppLimits(DeliverySettings settings, Places places, LaneScheduler scheduler) {
    this.settings = settings;
    this.places = places;
    this.scheduler = scheduler;
    this.paces = Places.forgetful(scheduler);
  }

  Pace pace(Destination destination, String target) {
    if (destination.api() != Api.APP) {
      return places.pace(destination);
    }
    if (target.startsWith(SENDS)) {
      return pace(destination, SENDS, settings.rate().transactional(), Duration.ofSeconds(1));
    }
    Matcher broadcast = BROADCAST.matcher(target);
    if (broadcast.matches()) {
      String id = paces.estimatedSize() < MAX_BROADCASTS ? broadcast.group(1) : "";
      return pace(destination, id, 1, settings.rate().broadcastInterval());
    }
    return places.pace(destination);
  }

  private Pace pace(Destination destination, String what, int requests, Duration period) {
    return paces.get(
        new Limited(destination.credential(), what),
        limited -> new Pace("app", requests, period, settings.requestTimeout(), scheduler));
  }
}
