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
 * @param dropped accepted operations that were given up since start to make room for newer ones
 * @param trouble why operations cannot be accepted at the moment; null = they can
 * @param worry what somebody should look at although operations are accepted; null = nothing
 * @param loss why accepted operations are being given up at the moment; null = none are
 */
public record QueueState(
    long pending,
    long bytes,
    long deadLetters,
    long oldestCapturedAtMillis,
    long corruptRecords,
    long leftAlone,
    long dropped,
    String trouble,
    String worry,
    String loss) {}
