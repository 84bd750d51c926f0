package customerio.agent.queue;

/**
 * A momentary picture of the queue for health and MBean.
 *
 * @param pending operations not settled yet
 * @param bytes size on disk, dead letters included
 * @param deadLetters operations set aside for good
 * @param oldestCapturedAtMillis capture time of the oldest unsettled operation; 0 = none
 * @param corruptRecords places found damaged since start, and passed over
 * @param leftAlone files that only another version of the agent understands; they stay as they are
 * @param trouble why operations cannot be accepted at the moment; null = they can
 */
public record QueueState(
    long pending,
    long bytes,
    long deadLetters,
    long oldestCapturedAtMillis,
    long corruptRecords,
    long leftAlone,
    String trouble) {}
