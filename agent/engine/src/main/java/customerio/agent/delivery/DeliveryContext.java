package customerio.agent.delivery;

import customerio.agent.queue.DurableQueue;
import java.time.Clock;

/**
 * What the lanes of all destinations share.
 *
 * @param progress told whenever a lane has come to rest or gone a step
 */
record DeliveryContext(
    DeliverySettings settings,
    DurableQueue queue,
    DeliveryListener listener,
    LaneScheduler scheduler,
    Clock clock,
    Backoff retries,
    Backoff holds,
    Batcher batcher,
    Claims claims,
    OutcomeJudge judge,
    Sender sender,
    Places places,
    InFlight inFlight,
    Pause pause,
    Runnable progress) {}
