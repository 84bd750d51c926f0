package customerio.agent.telemetry.metrics;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What series of a metric differ in. Nothing that an application says is ever a value: neither a
 * workspace, a person, an event's name nor the host that it called.
 *
 * @param key of the attribute
 * @param values all there are; empty when they are known at run time only
 * @param meaning said in place of the values when these are not known, else empty
 * @param optional series may go without it
 * @param number its values are whole numbers
 */
record Dimension(
    String key, List<String> values, String meaning, boolean optional, boolean number) {

  static Dimension of(String key, String... values) {
    return new Dimension(key, List.of(values), "", false, false);
  }

  static <E extends Enum<E>> Dimension of(String key, E[] values) {
    return of(key, Stream.of(values).map(Dimension::word).toArray(String[]::new));
  }

  static <E> Dimension of(String key, E[] values, Function<E, String> word) {
    return of(key, Stream.of(values).map(word).toArray(String[]::new));
  }

  static Dimension open(String key, String meaning) {
    return new Dimension(key, List.of(), meaning, false, false);
  }

  Dimension whereKnown() {
    return new Dimension(key, values, meaning, true, number);
  }

  Dimension asNumber() {
    return new Dimension(key, values, meaning, optional, true);
  }

  boolean isOpen() {
    return values.isEmpty();
  }

  /**
   * @param value null for none
   */
  boolean admits(String value) {
    return value == null ? optional : isOpen() || values.contains(value);
  }

  /** A value as OpenTelemetry has it: a String or a Long. */
  Object typed(String value) {
    if (number) {
      return Long.valueOf(value);
    }
    return value;
  }

  /** How many values series can have here. */
  int breadth() {
    return values.size() + (optional ? 1 : 0);
  }

  /** A constant as an attribute's value: {@code HALF_OPEN} is {@code half_open}. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
