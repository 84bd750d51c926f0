package customerio.agent.delivery;

import customerio.agent.delivery.DeliverySettings.BatchMode;
import java.time.Duration;

/**
 * When requests of a destination leave. While little is said each leaves at once. Once a fiftieth
 * of a full batch is said within an interval (200 operations a second, by default), part-filled
 * requests leave an interval apart, for what a request costs hardly depends on what is in it; full
 * ones leave at once, so a backlog keeps as many in flight as there are lanes. Guarded by the
 * destination's lock.
 *
 * <p>By Little's law, a batch holds rate · latency / requests in flight: 16 lanes that send
 * whenever they are free get 9 operations into a request at 3000 a second and 50 ms. An interval
 * apart it is 300, whatever the latency; and a part-filled request waits 100 ms at most.
 */
final class Departures {
  private static final long INTERVAL = Duration.ofMillis(100).toNanos();
  private static final int BUSY_SHARE_OF_BATCH = 50;

  /** One after the other is not a stream, however small the batches are set. */
  private static final int FEWEST = 2;

  private final LaneScheduler scheduler;
  private final Runnable reminder;
  private final BatchMode mode;
  private final int fullBatch;
  private final long fullBytes;

  private long windowStart;
  private int saidInWindow;
  private int saidBefore;
  private long lastDeparture;
  private int announced;
  private boolean reminded;
  private boolean stopping;
  private boolean hurrying;

  /**
   * @param reminder has lanes with work ask again
   */
  Departures(DeliverySettings.Batch batch, LaneScheduler scheduler, Runnable reminder) {
    this.mode = batch.mode();
    this.fullBatch = batch.maxOperations();
    this.fullBytes = batch.maxBytes();
    this.scheduler = scheduler;
    this.reminder = reminder;
    this.windowStart = scheduler.nanos();
    this.lastDeparture = windowStart - INTERVAL;
  }

  /** An application has said something. */
  void said() {
    turnWindow();
    saidInWindow++;
  }

  /** From now on no request waits for company. */
  void stopWaiting() {
    stopping = true;
  }

  /** The same for as long as it lasts. */
  void hurry(boolean lasts) {
    hurrying = lasts;
  }

  boolean neverBatch() {
    return mode == BatchMode.NEVER;
  }

  /** A later request of the lane would hold more. */
  boolean fillsUp(Lane lane) {
    return !neverBatch() && mayWait() && !lane.queue.hasReturned() && lane.hasRoom();
  }

  /** Whether a lane is to wait for company first, however little is said. */
  boolean lingers(Lane lane) {
    return mode == BatchMode.ALWAYS && mayWait() && !lane.lingered && lane.hasRoom();
  }

  /** Whether the next request has to wait, for more to come along; then the reminder follows. */
  boolean mustWait(LaneSet lanes) {
    long wait = INTERVAL - (scheduler.nanos() - lastDeparture);
    if (wait <= 0 || !isBusy() || isFull(lanes)) {
      return false;
    }
    if (!reminded) {
      reminded = true;
      scheduler.schedule(Duration.ofNanos(wait), this::remind);
    }
    return true;
  }

  /** A request is about to be made of what waits; {@link #claimed} follows. */
  void announced() {
    announced++;
    lastDeparture = scheduler.nanos();
  }

  void claimed() {
    announced--;
  }

  private boolean mayWait() {
    return !stopping && !hurrying;
  }

  private boolean isBusy() {
    turnWindow();
    return Math.max(saidInWindow, saidBefore) >= Math.max(FEWEST, fullBatch / BUSY_SHARE_OF_BATCH);
  }

  /** What an announced request will take is still in the lanes, and not to be counted twice. */
  private boolean isFull(LaneSet lanes) {
    return lanes.waiting() / fullBatch > announced || lanes.waitingBytes() / fullBytes > announced;
  }

  private void turnWindow() {
    long age = scheduler.nanos() - windowStart;
    if (age >= INTERVAL) {
      saidBefore = age < 2 * INTERVAL ? saidInWindow : 0;
      saidInWindow = 0;
      windowStart += age;
    }
  }

  private void remind() {
    reminded = false;
    reminder.run();
  }
}
