package customerio.agent.telemetry.spans;

/**
 * What spans are made.
 *
 * @param created one for each call that is taken over; otherwise deliveries join the caller's span
 * @param joined what goes out by itself is part of its caller's trace; otherwise only linked to it
 * @param scrubbed the address in the HTTP span of an instrumented client, around a call that is
 *     taken over, loses what it says about a person
 */
public record SpanSettings(boolean created, boolean joined, boolean scrubbed) {
  public static final SpanSettings DEFAULTS = new SpanSettings(true, true, true);
}
