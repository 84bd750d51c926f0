/** What the port of {@code health.port} serves: health, state and a page to look at. */
package customerio.agent.management.page;
