package customerio.agent.customerio;

import customerio.agent.customerio.Reading.NotUnderstood;
import customerio.agent.customerio.Reading.Understood;
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
  private static final Set<String> PERSON_BARRIERS = Set.of("delete", "suppress", "unsuppress");
  private static final Set<String> OBJECT_ACTIONS =
      Set.of(
          "identify", "identify_anonymous", "delete", "add_relationships", "delete_relationships");

  private EntityReader() {}

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
    String other =
        action.equals("identify") ? OtherNames.among(entity.object("attributes"), person) : null;
    return new Understood(person, other, null, PERSON_BARRIERS.contains(action));
  }

  private static Reading object(String action, RawObject entity) {
    if (!OBJECT_ACTIONS.contains(action)) {
      return new NotUnderstood("action-unknown");
    }
    RawObject identifiers = entity.object("identifiers");
    if (identifiers == null) {
      return new NotUnderstood("identifier-invalid");
    }
    boolean barrier = action.equals("delete");
    String cioObjectId = identifiers.scalar("cio_object_id");
    if (cioObjectId != null) {
      return new Understood("cio_object_id:" + cioObjectId, null, null, barrier);
    }
    String objectId = identifiers.scalar("object_id");
    return objectId == null || objectId.isBlank()
        ? new NotUnderstood("identifier-invalid")
        : new Understood(
            "object:" + identifiers.scalar("object_type_id") + ':' + objectId, null, null, barrier);
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
