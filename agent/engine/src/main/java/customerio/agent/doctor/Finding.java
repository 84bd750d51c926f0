package customerio.agent.doctor;

/**
 * What was found about one thing.
 *
 * @param subject a word that stays the same from version to version, such as {@code queue} or
 *     {@code track-us}
 * @param what a sentence without credentials and people
 * @param fix what to do; "" where all is well
 */
public record Finding(Verdict verdict, String subject, String what, String fix) {

  static Finding ok(String subject, String what) {
    return new Finding(Verdict.OK, subject, what, "");
  }

  static Finding warn(String subject, String what, String fix) {
    return new Finding(Verdict.WARN, subject, what, fix);
  }

  static Finding fail(String subject, String what, String fix) {
    return new Finding(Verdict.FAIL, subject, what, fix);
  }
}
