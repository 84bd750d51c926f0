package customerio.agent.queue;

/**
 * A momentary picture of the queue for health and MBean.
 *
 * @param pending operations not settled yet
 * @param bytes size on disk, dead letters included
 * @param deadLetters operations set aside for good
 * @param oldestCapturedAtMillis capture time of the oldest unsettled operation; 0 = none
 * @param corruptRecords records found damaged and skipped since start
 * @param trouble why operations cannot be accepted at the moment; null = they can
 */
public record QueueState(
    long pending,
    long bytes,
    long deadLetters,
    long oldestCapturedAtMillis,
    long corruptRecords,
    String trouble) {}
