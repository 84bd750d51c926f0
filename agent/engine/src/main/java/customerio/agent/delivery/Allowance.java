package customerio.agent.delivery;

import java.time.Duration;

/**
 * How much may go to a destination.
 *
 * @param requestsPerSecond what its rate limit is at the moment: each 429 lowers it for a while
 * @param untilNextTry how long nothing is sent, because of a breaker, a 429 or a refused
 *     credential; zero when that is not so
 */
public record Allowance(int requestsPerSecond, Duration untilNextTry) {}
