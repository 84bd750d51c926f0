package customerio.simulator.http;

import customerio.simulator.faults.Faults;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What all listeners share.
 *
 * @param numbers of requests, across all listeners
 */
record Traffic(
    Faults faults,
    Wire wire,
    RequestLog log,
    HangingConnections hanging,
    IdleConnections idle,
    ScheduledExecutorService timer,
    Executor workers,
    AtomicLong numbers) {}
