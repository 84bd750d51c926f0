/**
 * {@code otel.mode=private}: an OpenTelemetry SDK of the agent's own. Nothing here is loaded in any
 * other mode.
 */
package customerio.agent.privatesdk;
