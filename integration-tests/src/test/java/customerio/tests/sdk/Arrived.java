package customerio.tests.sdk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import customerio.simulator.state.Arrival;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What reached Customer.io, without what differs from run to run: times and requests.
 *
 * <p>Nor what the agent says by itself: it asks about a key with an alias for nobody, and it stamps
 * a change of attributes that was delayed.
 */
final class Arrived {
  private static final JsonMapper SORTED =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private Arrived() {}

  /** By person, in the order of arrival. */
  static Map<String, List<String>> byPerson(List<Arrival> arrivals) {
    return arrivals.stream()
        .filter(arrival -> arrival.person() != null)
        .collect(
            Collectors.groupingBy(
                Arrival::person,
                TreeMap::new,
                Collectors.mapping(Arrived::line, Collectors.toList())));
  }

  private static String line(Arrival arrival) {
    return String.join(
        " ",
        arrival.kind(),
        String.valueOf(arrival.name()),
        String.valueOf(arrival.operation().messageId()),
        data(arrival),
        arrival.result().label());
  }

  private static String data(Arrival arrival) {
    Object data = SORTED.convertValue(arrival.data(), Object.class);
    if (data instanceof Map<?, ?> attributes) {
      attributes.remove("_timestamp");
    }
    try {
      return SORTED.writeValueAsString(data);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
