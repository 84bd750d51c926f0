package customerio.simulator.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The upsert: who is meant, which identifiers they gain, which attributes change. Rules are those
 * of the Track API's document on {@code PUT /api/v1/customers/{identifier}}.
 */
final class Identification {

  private static final Set<String> CONTROL_FIELDS =
      Set.of("_update", "_timestamp", "cio_relationships", "cio_id");

  private final Workspace workspace;

  Identification(Workspace workspace) {
    this.workspace = workspace;
  }

  Outcome apply(PersonKey key, ObjectNode attributes, long atMillis) {
    People people = workspace.people();
    Person person = people.find(key);
    if (person == null && key.kind() == PersonKey.Kind.CIO_ID) {
      return Outcome.ignored("no such cio_id");
    }
    if (person == null) {
      person = ownerOfAnother(attributes);
      if (person != null) {
        people.claim(person, key);
      } else if (attributes.path("_update").asBoolean()) {
        return Outcome.ignored("_update, and nobody is called so");
      } else {
        person = people.create(key);
      }
    }
    adoptAnonymousEvents(person, key);
    return setAttributes(person, attributes, atMillis, key.kind() == PersonKey.Kind.CIO_ID);
  }

  /** A new identifier with a known one beside it is a new name of the known person. */
  private Person ownerOfAnother(ObjectNode attributes) {
    for (PersonKey key : identifiersIn(attributes)) {
      Person owner = workspace.people().find(key);
      if (owner != null && key.kind() != PersonKey.Kind.ANONYMOUS_ID) {
        return owner;
      }
    }
    return null;
  }

  private Outcome setAttributes(
      Person person, ObjectNode attributes, long atMillis, boolean byCioId) {
    List<String> older = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    int set = 0;
    for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
      String name = attribute.getKey();
      if (CONTROL_FIELDS.contains(name)) {
        continue;
      }
      PersonKey identifier = identifierOf(name, attribute.getValue());
      if (identifier != null && !mayGain(person, identifier, byCioId)) {
        failed.add(name);
      } else if (!person.set(name, attribute.getValue(), atMillis)) {
        older.add(name);
      } else {
        set++;
        if (identifier != null) {
          workspace.people().claim(person, identifier);
          adoptAnonymousEvents(person, identifier);
        }
      }
    }
    return outcome(set, older, failed);
  }

  private static Outcome outcome(int set, List<String> older, List<String> failed) {
    if (!failed.isEmpty()) {
      return Outcome.applied("attribute update failure: " + String.join(", ", failed));
    }
    if (older.isEmpty()) {
      return Outcome.APPLIED;
    }
    String remark = "older than what is there: " + String.join(", ", older);
    return set == 0 ? Outcome.ignored(remark) : Outcome.applied(remark);
  }

  /** An id, once set, changes only for somebody addressed by cio_id; an e-mail may change. */
  private boolean mayGain(Person person, PersonKey key, boolean byCioId) {
    Person owner = workspace.people().find(key);
    if (workspace.suppressions().contains(key)) {
      return false;
    }
    if (owner != null || key.kind() != PersonKey.Kind.ID) {
      return owner == null || owner == person;
    }
    return byCioId || person.identifier(PersonKey.Kind.ID) == null;
  }

  private void adoptAnonymousEvents(Person person, PersonKey key) {
    if (key.kind() == PersonKey.Kind.ANONYMOUS_ID) {
      workspace.takeAnonymousEvents(key.value()).forEach(person::add);
    }
  }

  private static List<PersonKey> identifiersIn(ObjectNode attributes) {
    List<PersonKey> keys = new ArrayList<>();
    for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
      PersonKey key = identifierOf(attribute.getKey(), attribute.getValue());
      if (key != null) {
        keys.add(key);
      }
    }
    return keys;
  }

  private static PersonKey identifierOf(String name, JsonNode value) {
    if (!value.isValueNode() || value.isNull() || value.asText().isEmpty()) {
      return null;
    }
    return switch (name) {
      case "id" -> PersonKey.id(value.asText());
      case "email" -> PersonKey.email(value.asText());
      case "anonymous_id" -> PersonKey.anonymous(value.asText());
      default -> null;
    };
  }
}
