package customerio.simulator.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import customerio.simulator.Json;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A profile. Confined to the lock of {@link State}. */
final class Person {

  /** A removed attribute keeps its time, so that an older write cannot bring it back. */
  private record Attribute(JsonNode value, long atMillis) {}

  private final Map<PersonKey.Kind, String> identifiers = new EnumMap<>(PersonKey.Kind.class);
  private final Set<String> anonymousIds = new LinkedHashSet<>();
  private final Map<String, Attribute> attributes = new TreeMap<>();
  private final Map<String, JsonNode> devices = new LinkedHashMap<>();
  private final Map<String, JsonNode> relationships = new LinkedHashMap<>();
  private final Set<String> segments = new TreeSet<>();
  private final List<PersonEvent> events = new ArrayList<>();

  String identifier(PersonKey.Kind kind) {
    return identifiers.get(kind);
  }

  void identify(PersonKey key) {
    if (key.kind() == PersonKey.Kind.ANONYMOUS_ID) {
      anonymousIds.add(key.value());
    } else {
      identifiers.put(key.kind(), key.value());
    }
  }

  List<PersonKey> keys() {
    List<PersonKey> keys = new ArrayList<>();
    identifiers.forEach((kind, value) -> keys.add(new PersonKey(kind, value)));
    anonymousIds.forEach(value -> keys.add(PersonKey.anonymous(value)));
    return keys;
  }

  /** The name under which the simulator shows this person. */
  PersonKey canonical() {
    return keys().get(0);
  }

  /** False if a newer value stands there. At an equal time the later arrival wins. */
  boolean set(String name, JsonNode value, long atMillis) {
    Attribute standing = attributes.get(name);
    if (standing != null && standing.atMillis() > atMillis) {
      return false;
    }
    boolean removal = value.isNull() || (value.isTextual() && value.textValue().isEmpty());
    attributes.put(name, new Attribute(removal ? null : value, atMillis));
    return true;
  }

  void putDevice(String token, JsonNode device) {
    devices.put(token, device);
  }

  boolean removeDevice(String token) {
    return devices.remove(token) != null;
  }

  void relate(String object, JsonNode relationshipAttributes) {
    relationships.put(object, relationshipAttributes);
  }

  boolean unrelate(String object) {
    return relationships.remove(object) != null;
  }

  void inSegment(String segment, boolean member) {
    if (member) {
      segments.add(segment);
    } else {
      segments.remove(segment);
    }
  }

  void add(PersonEvent event) {
    events.add(event);
  }

  /** What a merge moves: values that are missing here, everything else unless it is here too. */
  void absorb(Person secondary) {
    secondary.attributes.forEach(
        (name, attribute) -> {
          Attribute own = attributes.get(name);
          if (own == null || own.value() == null) {
            attributes.put(name, attribute);
          }
        });
    secondary.devices.forEach(devices::putIfAbsent);
    secondary.relationships.forEach(relationships::putIfAbsent);
    segments.addAll(secondary.segments);
    events.addAll(secondary.events);
  }

  PersonView view() {
    Map<String, JsonNode> values = new TreeMap<>();
    Map<String, Long> times = new TreeMap<>();
    attributes.forEach(
        (name, attribute) -> {
          if (attribute.value() != null) {
            values.put(name, attribute.value());
            times.put(name, attribute.atMillis() / 1000);
          }
        });
    return new PersonView(
        canonical().toString(),
        identifier(PersonKey.Kind.ID),
        identifier(PersonKey.Kind.EMAIL),
        identifier(PersonKey.Kind.PHONE),
        identifier(PersonKey.Kind.CIO_ID),
        List.copyOf(anonymousIds),
        values,
        times,
        Map.copyOf(devices),
        Map.copyOf(relationships),
        List.copyOf(segments),
        List.copyOf(events));
  }

  /** A relationship's or object's identifiers as one word: {@code 1/acme}. */
  static String objectName(JsonNode identifiers) {
    String own = Json.text(identifiers, "cio_object_id");
    return own != null
        ? "cio_object_id:" + own
        : identifiers.path("object_type_id").asText()
            + "/"
            + identifiers.path("object_id").asText();
  }

  static ObjectNode attributesOf(JsonNode relationship) {
    return relationship.path("relationship_attributes") instanceof ObjectNode attributes
        ? attributes
        : Json.object();
  }
}
