package customerio.agent.delivery;

import customerio.agent.customerio.Rules;
import java.time.Duration;

/**
 * @param lanes per destination, at least 1; as many requests can be in flight
 * @param maxConnections requests in flight per host, those of the application included
 * @param requestTimeout for one request as a whole
 * @param maxAge older operations become dead letters, for Customer.io starts no campaign with them;
 *     null = never
 * @param window operations that wait in the heap
 */
public record DeliverySettings(
    int lanes,
    int maxConnections,
    Duration requestTimeout,
    Duration maxAge,
    Batch batch,
    Retry retry,
    Hold hold,
    Breaker breaker,
    Rate rate,
    Window window) {

  public static final DeliverySettings DEFAULTS =
      new DeliverySettings(
          16,
          16,
          Duration.ofSeconds(10),
          Duration.ofHours(72),
          new Batch(BatchMode.ADAPTIVE, 1000, 480_000, Duration.ofMillis(5)),
          new Retry(3, Duration.ofMillis(200), Duration.ofSeconds(5), 0.3),
          new Hold(Duration.ofSeconds(60), Duration.ofHours(1), 100),
          new Breaker(5, 2, Duration.ofSeconds(10), Duration.ofMinutes(5)),
          new Rate(1000, 1000, 10, 100, Duration.ofSeconds(10)),
          new Window(1 << 16, 1 << 18, 16 << 20));

  /** When several operations share a request. */
  public enum BatchMode {
    /** When several wait anyway. */
    ADAPTIVE,
    /** A lone operation waits {@link Batch#linger} for company. */
    ALWAYS,
    NEVER
  }

  /**
   * @param maxOperations per request
   * @param maxBytes of a request's body
   * @param rules by which operations are put into requests
   */
  public record Batch(
      BatchMode mode, int maxOperations, int maxBytes, Duration linger, Rules rules) {

    /** By the rules that most workspaces have. */
    public Batch(BatchMode mode, int maxOperations, int maxBytes, Duration linger) {
      this(mode, maxOperations, maxBytes, linger, Rules.DEFAULT);
    }
  }

  /**
   * @param maxAttempts sends in a row before the operation or its destination has to wait
   * @param baseDelay before the second send; doubles
   * @param maxDelay the longest pause between two sends in a row
   * @param jitter share of a pause by which it is lengthened at most, 0 to 1; also of holds and of
   *     the breaker
   */
  public record Retry(int maxAttempts, Duration baseDelay, Duration maxDelay, double jitter) {}

  /**
   * How long an operation that failed by itself is set aside; doubles from base to max.
   *
   * @param maxAttempts how often one operation is set aside, over restarts; when it fails once more
   *     after that, it is a dead letter
   */
  public record Hold(Duration baseDelay, Duration maxDelay, int maxAttempts) {}

  /**
   * @param failureThreshold consecutive failures that open it
   * @param successThreshold consecutive probes that close it
   * @param openDuration before the first probe; doubles while probes fail
   */
  public record Breaker(
      int failureThreshold,
      int successThreshold,
      Duration openDuration,
      Duration maxOpenDuration) {}

  /**
   * What waits in the heap; the rest waits on the queue's shelf.
   *
   * @param perDestination operations, at least 1
   * @param total operations of all destinations; a few more where many have something to send
   * @param nameBytes heap for remembering of whom the shelf speaks, while it does; 64 KiB at least
   */
  public record Window(int perDestination, int total, long nameBytes) {}

  /**
   * Requests per second and credential.
   *
   * @param broadcastInterval between two triggers of the same broadcast
   */
  public record Rate(
      int track, int pipelines, int app, int transactional, Duration broadcastInterval) {}
}
