package customerio.agent.commandline;

import java.util.List;

/** A row of numbers as a row of characters, the more ink the higher; ASCII, as all we print. */
final class Sparkline {
  private static final String INKS = "_.:-=+*#";
  private static final char NONE = ' ';

  private Sparkline() {}

  /**
   * @param values null where there is none
   * @param width the last so many are shown
   */
  static String of(List<Double> values, int width) {
    List<Double> shown = values.subList(Math.max(0, values.size() - width), values.size());
    double top = 0;
    for (Double value : shown) {
      top = Math.max(top, value == null ? 0 : value);
    }
    StringBuilder line = new StringBuilder();
    for (Double value : shown) {
      line.append(value == null ? NONE : ink(value, top));
    }
    return line.toString();
  }

  private static char ink(double value, double top) {
    if (value <= 0) {
      return INKS.charAt(0);
    }
    int highest = INKS.length() - 1;
    return INKS.charAt(Math.max(1, (int) Math.ceil(value / top * highest)));
  }
}
