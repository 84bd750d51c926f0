package customerio.agent.instrumentation.urlconnection;

import customerio.agent.capture.Header;
import java.util.ArrayList;
import java.util.List;

/**
 * The header lines the application has set, in order.
 *
 * <p>Kept beside those of the JDK's connection, which never gives back {@code Authorization} and
 * knows no order. Guarded by the lock of its connection.
 */
final class RequestHeaders {
  private final List<Header> lines = new ArrayList<>();

  /** Replaces the last line of that name and leaves earlier ones alone, as the JDK does. */
  void set(String name, String value) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (lines.get(i).name().equalsIgnoreCase(name)) {
        lines.set(i, new Header(lines.get(i).name(), value));
        return;
      }
    }
    add(name, value);
  }

  void add(String name, String value) {
    lines.add(new Header(name, value));
  }

  void addIfAbsent(String name, String value) {
    if (!contains(name)) {
      add(name, value);
    }
  }

  void remove(String name) {
    lines.removeIf(line -> line.name().equalsIgnoreCase(name));
  }

  boolean contains(String name) {
    return first(name) != null;
  }

  String first(String name) {
    for (Header line : lines) {
      if (line.name().equalsIgnoreCase(name)) {
        return line.value();
      }
    }
    return null;
  }

  List<Header> lines() {
    return lines;
  }

  RequestHeaders copy() {
    RequestHeaders copy = new RequestHeaders();
    copy.lines.addAll(lines);
    return copy;
  }
}
