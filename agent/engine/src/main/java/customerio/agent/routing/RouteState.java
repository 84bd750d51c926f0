package customerio.agent.routing;

/**
 * A momentary picture of one workspace.
 *
 * @param calls calls that went there because of the person they are about, since start
 */
public record RouteState(String workspace, String region, long calls) {}
