package customerio.agent.operations;

import java.util.List;
import java.util.SortedMap;

/**
 * How an application's queue is.
 *
 * @param running whether the application that was asked runs
 * @param paused whether an operator has stopped deliveries
 * @param pending operations not settled yet
 * @param bytes on disk, dead letters included
 * @param oldestAgeSeconds of the oldest pending operation; 0 when there is none
 * @param deadLettersByReason reason code → how many
 * @param trouble why operations cannot be accepted; "" when they can
 */
public record QueueStatus(
    boolean running,
    boolean paused,
    long pending,
    long bytes,
    double oldestAgeSeconds,
    SortedMap<String, Long> deadLettersByReason,
    String trouble,
    List<DestinationStatus> destinations) {

  /**
   * One API, region and credential.
   *
   * @param name such as {@code track-us}; numbered when there are several credentials
   * @param breaker {@code closed}, {@code open}, {@code half-open}; {@code stopped} when the
   *     application does not run
   * @param waitingFor why nothing is sent; "" when it is
   */
  public record DestinationStatus(String name, long pending, String breaker, String waitingFor) {}

  public long deadLetters() {
    return deadLettersByReason.values().stream().mapToLong(Long::longValue).sum();
  }
}
