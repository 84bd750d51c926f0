package customerio.agent.queue.disk;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of the files of a segment: 20 digits of its first sequence, so that they sort. */
final class SegmentFiles {
  /** A copy under way; rubbish after a crash. */
  static final String UNFINISHED = ".tmp";

  private static final Pattern RECORDS = Pattern.compile("seg-00(\\d{18})\\.q");
  private static final Pattern COPIES = Pattern.compile("seg-\\d{20}\\.q\\.tmp");
  private static final Pattern OUTCOMES = Pattern.compile("seg-\\d{20}\\.ack");

  private SegmentFiles() {}

  static String records(long base) {
    return "seg-".concat(digits(base, 20)).concat(".q");
  }

  /**
   * With leading zeros; a {@code Formatter} would load the locales of an application that starts.
   */
  static String digits(long number, int count) {
    String digits = Long.toString(number);
    return "0".repeat(count - digits.length()).concat(digits);
  }

  static String outcomesOf(String records) {
    return records.substring(0, records.length() - 1) + "ack";
  }

  static Path outcomesOf(Path records) {
    return records.resolveSibling(outcomesOf(records.getFileName().toString()));
  }

  static boolean isUnfinished(String name) {
    return COPIES.matcher(name).matches();
  }

  static boolean isRecords(String name) {
    return RECORDS.matcher(name).matches();
  }

  static boolean isOutcomes(String name) {
    return OUTCOMES.matcher(name).matches();
  }

  static String recordsOf(String outcomes) {
    return outcomes.substring(0, outcomes.length() - 3) + "q";
  }

  static long base(String records) {
    Matcher matcher = RECORDS.matcher(records);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(records);
    }
    return Long.parseLong(matcher.group(1));
  }
}
