package customerio.simulator.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import customerio.simulator.Json;
import customerio.simulator.state.PersonKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects what is wrong with one call, field by field. */
public final class Checks {

  private static final Set<String> PLATFORMS = Set.of("ios", "android");
  private static final String E164 = "\\+[1-9][0-9]{1,14}";

  private final List<Problem> problems = new ArrayList<>();

  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  public void add(Problem problem) {
    problems.add(problem);
  }

  /** A string that is not empty; null if it is missing or something else, which is a problem. */
  public String requiredText(JsonNode node, String field, String path) {
    JsonNode value = node.get(field);
    if (value == null || value.isNull()) {
      add(Problem.required(path));
      return null;
    }
    if (!value.isTextual() || value.textValue().isBlank()) {
      add(Problem.invalid(path, path + " must be a string and not empty"));
      return null;
    }
    return value.textValue();
  }

  public String eventName(JsonNode node, String field) {
    String name = requiredText(node, field, field);
    if (name != null) {
      size(name, Limits.EVENT_NAME, field);
    }
    return name;
  }

  public void size(String text, int limit, String path) {
    if (Limits.bytes(text) > limit) {
      add(Problem.invalid(path, path + " must be " + limit + " bytes or less"));
    }
  }

  /** Unix seconds as milliseconds; null if there are none. */
  public Long seconds(JsonNode node, String field) {
    JsonNode value = node.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      add(Problem.invalid(field, field + " must be a unix timestamp"));
      return null;
    }
    return value.longValue() * 1000;
  }

  /** The object of that name; an empty one if there is none, or something else stands there. */
  public ObjectNode object(JsonNode node, String field) {
    JsonNode value = node.get(field);
    if (value == null || value.isNull()) {
      return Json.object();
    }
    if (value instanceof ObjectNode object) {
      return object;
    }
    add(Problem.invalid(field, field + " must be an object"));
    return Json.object();
  }

  public void attributes(ObjectNode attributes, String path) {
    if (attributes.size() > Limits.ATTRIBUTES) {
      add(Problem.invalid(path, "there may be " + Limits.ATTRIBUTES + " attributes"));
    }
    for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
      size(attribute.getKey(), Limits.ATTRIBUTE_NAME, path + ".<name>");
      if (attribute.getValue().isTextual()) {
        size(attribute.getValue().textValue(), Limits.ATTRIBUTE_VALUE, path + ".<value>");
      }
    }
    for (String identifier : List.of("id", "email")) {
      String value = Json.text(attributes, identifier);
      if (value != null) {
        size(value, Limits.IDENTIFIER, path + "." + identifier);
      }
    }
  }

  /** Exactly one of those identifiers; null otherwise, which is a problem. */
  public PersonKey person(JsonNode node, String field, Set<PersonKey.Kind> allowed) {
    if (!(node.get(field) instanceof ObjectNode identifiers)) {
      add(Problem.required(field));
      return null;
    }
    if (identifiers.size() != 1) {
      add(Problem.invalid(field, field + " must contain exactly one identifier"));
      return null;
    }
    String name = identifiers.fieldNames().next();
    for (PersonKey.Kind kind : allowed) {
      if (kind.label().equals(name)) {
        return person(identifiers, field, kind);
      }
    }
    add(Problem.invalid(field, field + " may not contain " + name));
    return null;
  }

  private PersonKey person(ObjectNode identifiers, String field, PersonKey.Kind kind) {
    String path = field + "." + kind.label();
    String value = requiredText(identifiers, kind.label(), path);
    if (value == null) {
      return null;
    }
    size(value, Limits.IDENTIFIER, path);
    if (kind == PersonKey.Kind.EMAIL && !PersonKey.isEmail(value)) {
      add(Problem.invalid(path, path + " is not an e-mail address"));
    } else if (kind == PersonKey.Kind.PHONE && !value.matches(E164)) {
      add(Problem.invalid(path, path + " is not an E.164 number"));
    }
    return new PersonKey(kind, value);
  }

  /**
   * @param tokenField {@code id} in v1, {@code token} in v2
   */
  public ObjectNode device(JsonNode node, String tokenField, boolean withPlatform) {
    if (!(node.get("device") instanceof ObjectNode device)) {
      add(Problem.required("device"));
      return Json.object();
    }
    requiredText(device, tokenField, "device." + tokenField);
    if (withPlatform) {
      String platform = requiredText(device, "platform", "device.platform");
      if (platform != null && !PLATFORMS.contains(platform)) {
        add(Problem.invalid("device.platform", "device.platform must be ios or android"));
      }
      seconds(device, "last_used");
    }
    return device;
  }

  /** Objects that a person is related to, each with complete identifiers. */
  public void objects(JsonNode relationships, String path) {
    if (!relationships.isArray()) {
      add(Problem.invalid(path, path + " must be an array"));
      return;
    }
    for (JsonNode relationship : relationships) {
      objectIdentifiers(relationship, path + ".identifiers");
    }
  }

  public void objectIdentifiers(JsonNode node, String path) {
    JsonNode identifiers = node.path("identifiers");
    boolean own = identifiers.path("cio_object_id").isTextual();
    boolean named =
        identifiers.path("object_type_id").isTextual() && identifiers.path("object_id").isTextual();
    if (own == named) {
      add(
          Problem.invalid(
              path, path + " must be object_type_id and object_id, or cio_object_id alone"));
    }
  }
}
