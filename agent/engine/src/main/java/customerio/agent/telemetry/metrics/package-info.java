/**
 * Numbers for machines. {@link customerio.agent.telemetry.metrics.Metric} lists them;
 * OpenTelemetry's instruments, the Prometheus text and the documented table are made from that
 * list.
 */
package customerio.agent.telemetry.metrics;
