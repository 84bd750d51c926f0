package customerio.agent.intake;

/**
 * What would have become of a call that was left alone.
 *
 * @param atOnce it would have been answered without waiting for Customer.io
 * @param repeat it would not have been sent, because it changes nothing
 * @param startsRequest it would have been the first of a request; others would have joined one
 */
public record Rehearsed(boolean atOnce, boolean repeat, boolean startsRequest) {
  static final Rehearsed WAITS = new Rehearsed(false, false, true);
}
