package customerio.demo;

/**
 * A call as the shop's own log tells it.
 *
 * @param person as Customer.io names the customer, such as {@code id:1001}
 * @param seq counts this person's calls, in the order in which the shop made them
 * @param beganMicros when the call began, from the start of the shop's feed in that process
 * @param lateMicros how long after its due time the call began
 * @param micros how long the call held the shop's thread; 0 unless it returned
 */
record LoggedCall(
    String person, long seq, Fate fate, long beganMicros, long lateMicros, long micros) {

  /** What became of a call, in the eyes of the shop. */
  enum Fate {
    /** It returned without an exception. */
    OK,
    /** It threw, or its answer came as an exception. */
    FAILED,
    /** A kill came first: Customer.io may have got it or not, nobody was promised anything. */
    CUT_OFF,
    /** The shop stopped in good order without ever having had an answer. */
    UNANSWERED
  }

  /** From when the call was due until it returned: what whoever waits behind it feels. */
  long dueToDoneMicros() {
    return lateMicros + micros;
  }

  LoggedCall ended(Fate how, long afterMicros) {
    return new LoggedCall(person, seq, how, beganMicros, lateMicros, afterMicros);
  }

  boolean returned() {
    return fate == Fate.OK || fate == Fate.FAILED;
  }
}
