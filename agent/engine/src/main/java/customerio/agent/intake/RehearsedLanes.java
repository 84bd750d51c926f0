package customerio.agent.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;

/**
 * How many requests calls would have shared: lanes as delivery has them, each with one request on
 * its way at a time, which takes as long as the application's own calls do at the moment. What
 * comes meanwhile leaves with the lane's next request. Thread-safe.
 */
final class RehearsedLanes {
  private static final int LANES = 16;
  private static final int MAX_PER_REQUEST = 1000;

  /** Whoever uses more credentials gets a coarser answer, not a fuller heap. */
  private static final int MAX_DESTINATIONS = 1000;

  private static final long FIRST_GUESS_NANOS = Duration.ofMillis(100).toNanos();

  private static final class Lane {
    private long freeAt;
    private int waiting;
  }

  private static final class Destination {
    private final Lane[] lanes = new Lane[LANES];
    private long roundTrip = FIRST_GUESS_NANOS;

    Destination(long now) {
      for (int i = 0; i < LANES; i++) {
        lanes[i] = new Lane();
        lanes[i].freeAt = now;
      }
    }

    synchronized boolean startsRequest(long person, long now, boolean batchable) {
      Lane lane = lanes[Math.floorMod(Long.hashCode(person), LANES)];
      if (lane.waiting > 0 && now - lane.freeAt >= 0) {
        lane.waiting = 0;
        lane.freeAt += roundTrip;
      }
      if (lane.waiting == 0 && now - lane.freeAt >= 0) {
        lane.freeAt = now + roundTrip;
        return true;
      }
      if (!batchable) {
        lane.freeAt += roundTrip;
        return true;
      }
      boolean first = lane.waiting % MAX_PER_REQUEST == 0;
      lane.waiting++;
      return first;
    }

    /** Moves by an eighth, as TCP smooths its round trips (RFC 6298). */
    synchronized void took(long nanos) {
      roundTrip += (nanos - roundTrip) / 8;
    }
  }

  private final Cache<Long, Destination> destinations =
      Caffeine.newBuilder().maximumSize(MAX_DESTINATIONS).executor(Runnable::run).build();

  /**
   * @param nowNanos of a clock that never goes back
   * @param batchable it can share a request at all
   */
  boolean startsRequest(long destination, long person, long nowNanos, boolean batchable) {
    return destinations
        .get(destination, any -> new Destination(nowNanos))
        .startsRequest(person, nowNanos, batchable);
  }

  void took(long destination, long nanos) {
    Destination known = destinations.getIfPresent(destination);
    if (known != null) {
      known.took(nanos);
    }
  }
}
