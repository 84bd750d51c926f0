package customerio.agent.delivery;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import java.time.Duration;

/**
 * A momentary picture of one destination.
 *
 * @param credential salted fingerprint, not to be shown
 * @param label tells destinations apart without naming a credential: {@code track-us}, {@code
 *     track-us-2}
 * @param pending operations not settled yet, those in flight included
 * @param held people whose operations wait because one of them failed by itself
 * @param oldestAge time since the oldest pending operation was captured; zero when none is
 */
public record DestinationState(
    Api api,
    Region region,
    long credential,
    String label,
    int pending,
    int held,
    Duration oldestAge,
    BreakerState breaker,
    Waiting waiting) {}
