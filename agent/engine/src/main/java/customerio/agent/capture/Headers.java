package customerio.agent.capture;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Header lines in their original order and spelling; names compare without regard to case.
 *
 * <p>Immutable. {@link #toString()} shows names only: values can be credentials.
 */
public final class Headers implements Iterable<Header> {
  public static final Headers NONE = new Headers(List.of());

  private final List<Header> lines;

  private Headers(List<Header> lines) {
    this.lines = lines;
  }

  public static Headers of(List<Header> lines) {
    return lines.isEmpty() ? NONE : new Headers(List.copyOf(lines));
  }

  /**
   * @param namesAndValues name, value, name, value, …
   */
  public static Headers of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException("a header name without a value");
    }
    List<Header> lines = new ArrayList<>(namesAndValues.length / 2);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      lines.add(new Header(namesAndValues[i], namesAndValues[i + 1]));
    }
    return of(lines);
  }

  /** The value of the first line of that name, or null. */
  public String first(String name) {
    for (Header line : lines) {
      if (line.name().equalsIgnoreCase(name)) {
        return line.value();
      }
    }
    return null;
  }

  public boolean contains(String name) {
    return first(name) != null;
  }

  /** These lines and one more behind them. */
  public Headers with(String name, String value) {
    List<Header> more = new ArrayList<>(lines);
    more.add(new Header(name, value));
    return of(more);
  }

  public List<Header> lines() {
    return lines;
  }

  @Override
  public Iterator<Header> iterator() {
    return lines.iterator();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Headers that && lines.equals(that.lines);
  }

  @Override
  public int hashCode() {
    return lines.hashCode();
  }

  @Override
  public String toString() {
    return lines.stream().map(Header::name).toList().toString();
  }
}
