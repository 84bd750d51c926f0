/**
 * Applications that bring an OpenTelemetry SDK of their own.
 *
 * <pre>
 *   application loader        io.opentelemetry.*, its SDK
 *        ▲      ▲
 *        │      └ bridge      telemetry.opentelemetry.* once more, against that API; ApplicationApi
 *        │                         ▲ weak
 *        └─────── agent loader     ApplicationApis ◀── ApplicationTracing ◀── Telemetry
 * </pre>
 *
 * A class loader has its own OpenTelemetry, and there may be several: each call is told to the one
 * that its caller sees, and so is what delivers it. The agent keeps none of them alive.
 */
package customerio.agent.telemetry.application;
