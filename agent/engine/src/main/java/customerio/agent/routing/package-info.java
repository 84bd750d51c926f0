/**
 * Which workspace a call belongs to, for companies that have one in each region: decided by the
 * person it is about.
 *
 * <pre>
 *   routing.file ──▶ rules: an attribute, a country
 *                      │
 *   identify ──────────┴──▶ Placement ──▶ person ↦ workspace ──▶ file "people" in queue.dir
 *   every other call ─────────────────────────▲   (for good)      shared by the JVMs there
 * </pre>
 *
 * <p>A person who was assigned once stays: half of a person in each of two workspaces would be
 * worse than a person in the second-best one.
 */
package customerio.agent.routing;
