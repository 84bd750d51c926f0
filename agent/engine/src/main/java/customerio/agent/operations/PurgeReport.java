package customerio.agent.operations;

/**
 * What was removed for good.
 *
 * @param pending operations that waited
 * @param inFlight operations that stay, because they were being sent
 */
public record PurgeReport(long pending, long deadLetters, long inFlight) {}
