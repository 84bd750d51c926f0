package customerio.jvm;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the agent has said on standard error until the end of its JVM. Its counter of suppressed
 * faults, that of the MBean, is in its last line unless it is zero. A JVM that is killed says no
 * last line; but the agent says each place of a fault when it first counts one there.
 */
record LastWords(String text) {
  private static final Pattern FAULT =
      Pattern.compile("^.*\\ba fault (in \\S|\\().*|^suppressed: .*", Pattern.MULTILINE);
  private static final Pattern TAKEN =
      Pattern.compile("^\\[customerio-agent] first call taken over: ", Pattern.MULTILINE);
  private static final Pattern LAST_LINE =
      Pattern.compile(
          "^\\[customerio-agent] stopped: accepted \\d+.*?(?:, suppressed faults (\\d+))?(?:;.*)?$",
          Pattern.MULTILINE);

  static LastWords of(String standardError) {
    return new LastWords(standardError);
  }

  /** -1 without a last line. */
  long suppressedFaults() {
    Matcher last = LAST_LINE.matcher(text);
    if (!last.find()) {
      return -1;
    }
    return last.group(1) == null ? 0 : Long.parseLong(last.group(1));
  }

  /**
   * @param killed so that there was no time for a last line
   * @throws AssertionError the agent has suppressed a fault, or does not say that it has not
   */
  void sayNoFault(boolean killed) {
    Matcher fault = FAULT.matcher(text);
    if (fault.find()) {
      throw new AssertionError("the agent suppressed a fault of its own: " + fault.group());
    }
    long faults = suppressedFaults();
    if (faults > 0) {
      throw new AssertionError("the agent suppressed " + faults + " faults of its own: " + text);
    }
    if (faults < 0 && !killed && TAKEN.matcher(text).find()) {
      throw new AssertionError("the agent has taken calls over, and said no last line: " + text);
    }
  }
}
