package customerio.agent.customerio;

import java.util.regex.Pattern;

/**
 * Whether a value in a v1 path is an e-mail address. Customer.io decides by the shape and does not
 * publish its rule, so there are three answers: what every rule would call an address, what none
 * would, and what is between and must be left to Customer.io.
 */
enum EmailShape {
  ADDRESS,
  NONE,
  UNCLEAR;

  /** An address as nearly all people have them: ASCII, a domain of at least two labels. */
  private static final Pattern COMMON =
      Pattern.compile(
          "[A-Za-z0-9_%+-]+(\\.[A-Za-z0-9_%+-]+)*"
              + "@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\\.)+[A-Za-z]{2,}");

  /**
   * @param value of at most {@link Limits#IDENTIFIER} bytes, which bounds the matching
   */
  static EmailShape of(String value) {
    if (value.indexOf('@') <= 0 || value.lastIndexOf('@') == value.length() - 1) {
      return NONE;
    }
    return COMMON.matcher(value).matches() ? ADDRESS : UNCLEAR;
  }
}
