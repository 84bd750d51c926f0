package customerio.agent.commandline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;

/** A record of the agent as it came over JMX. What its version does not have is empty or 0. */
final class Composite {
  private final CompositeData data;

  private Composite(CompositeData data) {
    this.data = data;
  }

  static Composite of(Object value) {
    return new Composite((CompositeData) value);
  }

  /** Each element of an array of such records. */
  static <T> List<T> list(Object array, Function<Composite, T> element) {
    List<T> list = new ArrayList<>();
    if (array != null) {
      for (CompositeData data : (CompositeData[]) array) {
        list.add(element.apply(new Composite(data)));
      }
    }
    return list;
  }

  String text(String key) {
    Object value = get(key);
    return value == null ? "" : value.toString();
  }

  long number(String key) {
    return get(key) instanceof Number number ? number.longValue() : 0;
  }

  double fraction(String key) {
    return get(key) instanceof Number number ? number.doubleValue() : 0;
  }

  boolean flag(String key) {
    return Boolean.TRUE.equals(get(key));
  }

  <T> List<T> list(String key, Function<Composite, T> element) {
    return list(get(key), element);
  }

  SortedMap<String, Long> counts(String key) {
    SortedMap<String, Long> counts = new TreeMap<>();
    if (get(key) instanceof TabularData table) {
      Collection<?> rows = table.values();
      for (Object row : rows) {
        Composite entry = of(row);
        counts.put(entry.text("key"), entry.number("value"));
      }
    }
    return counts;
  }

  private Object get(String key) {
    return data.containsKey(key) ? data.get(key) : null;
  }
}
