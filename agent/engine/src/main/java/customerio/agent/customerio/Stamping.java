package customerio.agent.customerio;

/**
 * Which stamps an operation gets.
 *
 * @param ids by which Customer.io recognises a repetition
 * @param times only of what was delayed: with a stamp Customer.io ignores an identify that is older
 *     than what it has, and two of the same second tie
 */
record Stamping(boolean ids, boolean times) {

  static Stamping ofIdentify(boolean delayed, Rules rules) {
    return new Stamping(rules.stampIdentify(), rules.stampIdentify() && delayed);
  }

  static Stamping ofEvent(boolean delayed, Rules rules) {
    return new Stamping(rules.stampEvents(), rules.stampEvents() && delayed);
  }

  /** Devices and reports: what they say without a time is wrong when it arrives late. */
  static Stamping ofOthers(boolean delayed) {
    return new Stamping(true, delayed);
  }
}
