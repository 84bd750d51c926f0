package customerio.agent.operations;

/**
 * What was written to a file.
 *
 * @param unreadable would have been meant, and are left out: damaged, of a newer version of the
 *     agent, or encrypted with a key that is not at hand
 */
public record ExportReport(long exported, long unreadable) {}
