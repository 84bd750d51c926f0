package shop.load;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A line of the call log.
 *
 * @param at {@code start} of a process, a call {@code begun}, or {@code done}
 * @param startNanos when the call began, counted from the start of the feed in this process
 * @param lateMicros how long after its due time the call began
 * @param micros how long the call held the calling thread
 * @param outcome {@code ok} or the class of the exception
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CallLine(
    String at,
    String run,
    String customer,
    Long seq,
    String kind,
    String client,
    Long startNanos,
    Long lateMicros,
    Long micros,
    String outcome) {

  static final String START = "start";
  static final String BEGUN = "begun";
  static final String DONE = "done";

  static CallLine start(String run) {
    return new CallLine(START, run, null, null, null, null, null, null, null, null);
  }

  static CallLine begun(Call call, long startNanos, long lateMicros) {
    return of(BEGUN, call, startNanos, lateMicros, null, null);
  }

  static CallLine done(Call call, long micros, String outcome) {
    return of(DONE, call, null, null, micros, outcome);
  }

  private static CallLine of(
      String at, Call call, Long startNanos, Long lateMicros, Long micros, String outcome) {
    return new CallLine(
        at,
        null,
        call.customer(),
        call.seq(),
        call.kind(),
        call.client(),
        startNanos,
        lateMicros,
        micros,
        outcome);
  }
}
