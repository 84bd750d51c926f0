package customerio.agent.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the texts of settings are read. Each throws IllegalArgumentException for what it can't read.
 */
final class Values {
  private static final Pattern NUMBER_AND_UNIT =
      Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([a-zA-Z]*)");

  /** A name, or an address of either kind; a port has a setting of its own. */
  private static final Pattern HOST = Pattern.compile("[\\w.-]+|[\\p{XDigit}:.]*:[\\w:.%]*");

  /** Stands for {@code forever}: far enough, and still addable to a wall-clock time. */
  static final Duration FOREVER = Duration.ofDays(365_000);

  /** In nanoseconds it still fits into a long, and so does its sum with the clock's. */
  private static final Duration LONGEST = Duration.ofDays(365);

  /** More than any network carries, and small enough for every limiter. */
  private static final double FASTEST = 1_000_000;

  private Values() {}

  static boolean bool(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "1" -> true;
      case "false", "no", "off", "0" -> false;
      default -> throw new IllegalArgumentException();
    };
  }

  static int positive(String text) {
    int number = Integer.parseInt(text);
    if (number < 1) {
      throw new IllegalArgumentException();
    }
    return number;
  }

  /** -1 = off. */
  static int port(String text) {
    if (text.equalsIgnoreCase("off")) {
      return -1;
    }
    int port = Integer.parseInt(text);
    if (port < 0 || port > 0xffff) {
      throw new IllegalArgumentException();
    }
    return port;
  }

  static String host(String text) {
    if (!HOST.matcher(text).matches()) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  static double fraction(String text) {
    double number = Double.parseDouble(text);
    if (!(number >= 0 && number <= 1)) {
      throw new IllegalArgumentException();
    }
    return number;
  }

  /** As they are, but for the white space around the commas. */
  static Set<String> names(String text) {
    Set<String> names = new LinkedHashSet<>();
    for (String name : text.split(",")) {
      if (!name.isBlank()) {
        names.add(name.trim());
      }
    }
    return Collections.unmodifiableSet(names);
  }

  static Duration age(String text) {
    return text.equalsIgnoreCase("forever") ? FOREVER : duration(text);
  }

  static Duration positiveDuration(String text) {
    Duration duration = duration(text);
    if (duration.isZero()) {
      throw new IllegalArgumentException();
    }
    return duration;
  }

  static Duration durationUpTo(Duration longest, String text) {
    Duration duration = positiveDuration(text);
    if (duration.compareTo(longest) > 0) {
      throw new IllegalArgumentException();
    }
    return duration;
  }

  static Duration duration(String text) {
    Matcher parts = split(text);
    double number = Double.parseDouble(parts.group(1));
    double millis =
        switch (parts.group(2).toLowerCase(Locale.ROOT)) {
          case "ms" -> number;
          case "s" -> number * 1_000;
          case "m", "min" -> number * 60_000;
          case "h" -> number * 3_600_000;
          case "d" -> number * 86_400_000;
          default -> throw new IllegalArgumentException();
        };
    return Duration.ofMillis(Math.min((long) millis, LONGEST.toMillis()));
  }

  static long bytesOrNone(String text) {
    return text.equals("0") ? 0 : bytes(text);
  }

  /** Bytes; KB is 1000 and KiB 1024, as the SI and IEC say. */
  static long bytes(String text) {
    Matcher parts = split(text);
    double number = Double.parseDouble(parts.group(1));
    double factor =
        switch (parts.group(2).toLowerCase(Locale.ROOT)) {
          case "", "b" -> 1;
          case "kb" -> 1e3;
          case "mb" -> 1e6;
          case "gb" -> 1e9;
          case "kib" -> 1L << 10;
          case "mib" -> 1L << 20;
          case "gib" -> 1L << 30;
          default -> throw new IllegalArgumentException();
        };
    long bytes = (long) (number * factor);
    if (bytes < 1) {
      throw new IllegalArgumentException();
    }
    return bytes;
  }

  /**
   * Permits per second, from {@code 1000/s} or {@code 600/m}; 1 at least, as limiters count whole.
   */
  static double perSecond(String text) {
    int slash = text.indexOf('/');
    double number = Double.parseDouble(slash < 0 ? text : text.substring(0, slash).trim());
    double seconds =
        switch (slash < 0 ? "s" : text.substring(slash + 1).trim()) {
          case "s" -> 1;
          case "m" -> 60;
          default -> throw new IllegalArgumentException();
        };
    if (!(number / seconds >= 1)) {
      throw new IllegalArgumentException();
    }
    return Math.min(number / seconds, FASTEST);
  }

  static <E extends Enum<E>> E word(Class<E> words, String text) {
    return Enum.valueOf(words, text.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private static Matcher split(String text) {
    Matcher parts = NUMBER_AND_UNIT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException();
    }
    return parts;
  }
}
