package customerio.agent.management;

/**
 * One HTTP client and what has become of its calls to Customer.io, since start.
 *
 * @param name as in {@code client.<name>.enabled}
 * @param present the application has loaded it, and it is intercepted
 * @param answered calls that were answered at once
 * @param relayed calls that waited for Customer.io's own answer
 * @param passed calls that were left to the client
 * @param mismatches versions of the client that are not known, and left alone
 */
public record ClientView(
    String name,
    boolean enabled,
    boolean present,
    long answered,
    long relayed,
    long passed,
    long mismatches) {}
