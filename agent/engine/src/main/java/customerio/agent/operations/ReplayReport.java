package customerio.agent.operations;

/**
 * What became of dead letters that were to be sent again.
 *
 * @param replayed wait in the queue now
 * @param old of those: events more than 72 hours old, which enter a person's history but start no
 *     campaign
 * @param unreadable stay dead letters: damaged, or of a newer version of the agent
 * @param stopped why the rest was not replayed, such as a full queue; "" when all was
 */
public record ReplayReport(long replayed, long old, long unreadable, String stopped) {}
