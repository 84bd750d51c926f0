package customerio.agent.routing;

import java.util.List;

/**
 * What the routing file says.
 *
 * @param rules the first one that matches counts
 * @param fallback for people whom no rule matches; null = they are not assigned
 */
record Plan(List<Workspace> workspaces, List<Rule> rules, Workspace fallback) {}
