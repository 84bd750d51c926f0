package customerio.agent.customerio;

import com.fasterxml.jackson.core.JsonToken;
import customerio.agent.customerio.Reading.NotUnderstood;
import customerio.agent.customerio.Reading.Understood;
import java.util.List;
import java.util.Set;

/** The v2 entity, and the merge of v1, which has the same members. */
final class EntityReader {
  static final Set<String> PERSON_EVENTS = Set.of("event", "page", "screen");

  private static final Set<String> PERSON_ACTIONS =
      Set.of(
          "identify",
          "delete",
          "event",
          "page",
          "screen",
          "add_relationships",
          "delete_relationships",
          "add_device",
          "delete_device",
          "merge",
          "suppress",
          "unsuppress");
  private static final Set<String> BARRIERS = Set.of("delete", "suppress", "unsuppress");
  private static final Set<String> OBJECT_ACTIONS =
      Set.of(
          "identify", "identify_anonymous", "delete", "add_relationships", "delete_relationships");

  private EntityReader() {}

  /** Of a person or an object. */
  static boolean isBarrier(String action) {
    return BARRIERS.contains(action);
  }

  static Reading read(byte[] body) {
    if (body.length > Limits.ITEM) {
      return new NotUnderstood("entity-too-large");
    }
    RawObject entity = RawObject.of(body);
    if (entity == null) {
      return new NotUnderstood("json-invalid");
    }
    String type = entity.string("type");
    String action = entity.string("action");
    if (type == null || action == null) {
      return new NotUnderstood("action-missing");
    }
    return switch (type) {
      case "person" -> person(action, entity);
      case "object" -> object(action, entity);
      case "delivery" -> delivery(action, entity);
      default -> new NotUnderstood("type-unknown");
    };
  }

  /** Exactly one identifier each: "you cannot have multiple identifiers" is answered with 400. */
  static Reading merge(RawObject merge) {
    if (merge == null) {
      return new NotUnderstood("json-invalid");
    }
    String primary = PersonKey.of(merge.object("primary"));
    String secondary = PersonKey.of(merge.object("secondary"));
    return primary == null || secondary == null
        ? new NotUnderstood("identifier-invalid")
        : new Understood(primary, secondary, null, true);
  }

  private static Reading person(String action, RawObject entity) {
    if (!PERSON_ACTIONS.contains(action)) {
      return new NotUnderstood("action-unknown");
    }
    if (action.equals("merge")) {
      return merge(entity);
    }
    String person = PersonKey.of(entity.object("identifiers"));
    if (person == null) {
      return new NotUnderstood("identifier-invalid");
    }
    if (PERSON_EVENTS.contains(action)) {
      return EventReader.read(person, entity);
    }
    String missing = missing(action, entity);
    if (missing != null) {
      return new NotUnderstood(missing);
    }
    return switch (action) {
      case "identify" ->
          new Understood(
              person, OtherNames.among(entity.object("attributes"), person), null, false);
      case "add_device", "delete_device" ->
          DeviceReader.of(person, entity.object("device").scalar("token"));
      default -> new Understood(person, null, null, isBarrier(action));
    };
  }

  private static Reading object(String action, RawObject entity) {
    if (!OBJECT_ACTIONS.contains(action)) {
      return new NotUnderstood("action-unknown");
    }
    RawObject identifiers = entity.object("identifiers");
    if (identifiers == null) {
      return new NotUnderstood("identifier-invalid");
    }
    String object = objectKey(identifiers);
    if (object == null) {
      return new NotUnderstood("identifier-invalid");
    }
    String missing = missing(action, entity);
    return missing == null
        ? new Understood(object, onlyPerson(entity), null, isBarrier(action))
        : new NotUnderstood(missing);
  }

  /** What the documents ask of an action and the entity has not; null when it is complete. */
  private static String missing(String action, RawObject entity) {
    return switch (action) {
      case "add_device", "delete_device" ->
          DeviceReader.missing(entity.object("device"), "token", action.equals("add_device"));
      case "add_relationships", "delete_relationships" ->
          entity.is("cio_relationships", JsonToken.START_ARRAY) ? null : "relationships-missing";
      default -> AttributeLimits.exceededBy(entity.object("attributes"));
    };
  }

  private static String objectKey(RawObject identifiers) {
    String cioObjectId = identifiers.scalar("cio_object_id");
    if (cioObjectId != null) {
      return "cio_object_id:" + cioObjectId;
    }
    String objectId = identifiers.scalar("object_id");
    return objectId == null || objectId.isBlank() || Json.utf8Length(objectId) > Limits.IDENTIFIER
        ? null
        : "object:" + identifiers.scalar("object_type_id") + ':' + objectId;
  }

  /**
   * The one person whom an object is related to, and whose identify or deletion has to keep its
   * place before or behind; null for none. For several there is no such order.
   */
  private static String onlyPerson(RawObject entity) {
    List<RawObject> relationships = entity.objects("cio_relationships");
    return relationships == null || relationships.size() != 1
        ? null
        : PersonKey.of(relationships.get(0).object("identifiers"));
  }

  private static Reading delivery(String action, RawObject entity) {
    RawObject identifiers = entity.object("identifiers");
    String id = identifiers == null ? null : identifiers.scalar("id");
    if (!action.equals("event") || id == null || id.isBlank()) {
      return new NotUnderstood("identifier-invalid");
    }
    return entity.string("name") == null
        ? new NotUnderstood("name-missing")
        : Understood.about("delivery:" + id);
  }
}
