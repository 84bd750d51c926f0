/** Applications that bring an OpenTelemetry SDK of their own, and have no APM agent. */
package customerio.tests.ownsdk;
