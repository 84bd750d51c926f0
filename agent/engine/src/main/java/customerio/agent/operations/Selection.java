package customerio.agent.operations;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which operations are meant; every part narrows it down.
 *
 * <p>As text, for JMX and command line: words in any order, each of which may be missing.
 *
 * <pre>
 *   dead reason=rejected kind=track.event destination=track-us older-than=2h id=01J…,01J…
 * </pre>
 *
 * @param among those that wait, those that were given up, or both
 * @param reason the code of a dead letter, such as {@code expired}; "" = any
 * @param kind {@code track.identify}, or {@code track} for all of the API; "" = any
 * @param destination {@code track-us}, or {@code track-us:<credential>} for one credential; "" =
 *     any
 * @param olderThan since the application said it; zero = any
 * @param ids empty = any
 */
public record Selection(
    Among among,
    String reason,
    String kind,
    String destination,
    Duration olderThan,
    Set<String> ids) {

  public static final Selection ALL = new Selection(Among.ALL, "", "", "", Duration.ZERO, Set.of());
  public static final Selection PENDING = ALL.among(Among.PENDING);
  public static final Selection DEAD = ALL.among(Among.DEAD);

  /** Operations that wait, those that were given up, or both. */
  public enum Among {
    ALL,
    PENDING,
    DEAD
  }

  public Selection {
    Objects.requireNonNull(among, "among");
    if (olderThan.isNegative()) {
      throw new IllegalArgumentException("older-than must not be negative: " + olderThan);
    }
    ids = Set.copyOf(ids);
    for (String part : List.of(reason, kind, destination, String.join(",", ids))) {
      if (part.chars().anyMatch(Character::isWhitespace)) {
        throw new IllegalArgumentException("no part of a selection has blanks: '" + part + "'");
      }
    }
  }

  /**
   * @param text "" for everything
   * @throws IllegalArgumentException a word is not understood; says which, and what there is
   */
  public static Selection parse(String text) {
    Selection selection = ALL;
    for (String word : text.trim().split("\\s+")) {
      if (!word.isEmpty()) {
        selection = selection.with(word);
      }
    }
    return selection;
  }

  public Selection among(Among value) {
    return new Selection(value, reason, kind, destination, olderThan, ids);
  }

  public Selection reason(String value) {
    return new Selection(among, value, kind, destination, olderThan, ids);
  }

  public Selection kind(String value) {
    return new Selection(among, reason, value, destination, olderThan, ids);
  }

  public Selection destination(String value) {
    return new Selection(among, reason, kind, value, olderThan, ids);
  }

  public Selection olderThan(Duration value) {
    return new Selection(among, reason, kind, destination, value, ids);
  }

  public Selection ids(Set<String> value) {
    return new Selection(among, reason, kind, destination, olderThan, value);
  }

  /** What {@link #parse} understands. */
  @Override
  public String toString() {
    List<String> words = new ArrayList<>();
    add(words, "", among == Among.ALL ? "" : among.name().toLowerCase(Locale.ROOT));
    add(words, "reason=", reason);
    add(words, "kind=", kind);
    add(words, "destination=", destination);
    add(words, "older-than=", olderThan.isZero() ? "" : olderThan.toMillis() + "ms");
    add(words, "id=", String.join(",", new TreeSet<>(ids)));
    return String.join(" ", words);
  }

  private static void add(List<String> words, String name, String value) {
    if (!value.isEmpty()) {
      words.add(name + value);
    }
  }

  private Selection with(String word) {
    int equals = word.indexOf('=');
    String value = word.substring(equals + 1);
    if (value.isEmpty()) {
      throw new IllegalArgumentException("nothing stands behind '" + word + "'");
    }
    return switch (equals < 0 ? word : word.substring(0, equals + 1)) {
      case "all" -> among(Among.ALL);
      case "pending" -> among(Among.PENDING);
      case "dead" -> among(Among.DEAD);
      case "reason=" -> reason(value);
      case "kind=" -> kind(value);
      case "destination=" -> destination(value);
      case "older-than=" -> olderThan(duration(value));
      case "id=" -> ids(list(word, value));
      default ->
          throw new IllegalArgumentException(
              "not understood: '"
                  + word
                  + "'; a selection is made of: pending, dead, reason=<code>, kind=<api.operation>,"
                  + " destination=<api-region>, older-than=<duration such as 2h>, id=<id>,<id>");
    };
  }

  private static Set<String> list(String word, String text) {
    Set<String> values = new TreeSet<>(List.of(text.split(",", -1)));
    if (values.contains("")) {
      throw new IllegalArgumentException("an id is missing in '" + word + "'");
    }
    return values;
  }

  private static Duration duration(String text) {
    try {
      int unit = text.length() - (text.endsWith("ms") ? 2 : 1);
      long count = Long.parseLong(text.substring(0, unit));
      return switch (text.substring(unit)) {
        case "ms" -> Duration.ofMillis(count);
        case "s" -> Duration.ofSeconds(count);
        case "m" -> Duration.ofMinutes(count);
        case "h" -> Duration.ofHours(count);
        case "d" -> Duration.ofDays(count);
        default -> throw new NumberFormatException();
      };
    } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          "not a duration: '" + text + "'; write a number and ms, s, m, h or d, such as 2h");
    }
  }
}
