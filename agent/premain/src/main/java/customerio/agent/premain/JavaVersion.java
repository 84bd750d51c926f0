package customerio.agent.premain;

final class JavaVersion {
  private static final int OLDEST = 17;

  private JavaVersion() {}

  /**
   * @param specification the property {@code java.specification.version}
   */
  static boolean isTooOld(String specification) {
    return feature(specification) < OLDEST;
  }

  /**
   * The feature release of {@code java.specification.version}: 8 of {@code 1.8}, 17 of {@code 17}.
   */
  static int feature(String specification) {
    String digits = specification.startsWith("1.") ? specification.substring(2) : specification;
    int dot = digits.indexOf('.');
    return Integer.parseInt(dot < 0 ? digits : digits.substring(0, dot));
  }
}
