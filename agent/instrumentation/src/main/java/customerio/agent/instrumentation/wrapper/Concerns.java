package customerio.agent.instrumentation.wrapper;

import customerio.agent.capture.CallTaker;

/** Says what is wrong with the user's file, in the log and in the health. */
final class Concerns {
  private static final String CODE = "wrappers-file";

  private Concerns() {}

  /**
   * @param taker null when there is no engine, which has been said already
   */
  static void raise(CallTaker taker, String subject, String sentence) {
    if (taker != null) {
      taker.concern(CODE, subject, sentence);
    }
  }
}
