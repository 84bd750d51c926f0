/** OpenTelemetry's own wire format, received, and the agent's own SDK that speaks it. */
package customerio.tests.otlp;
