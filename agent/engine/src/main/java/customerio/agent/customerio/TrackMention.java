package customerio.agent.customerio;

import customerio.agent.customerio.Mention.Act;
import java.util.ArrayList;
import java.util.List;

/** Whom the calls of Track are about. */
final class TrackMention {

  private TrackMention() {}

  /** A v1 call below {@code /api/v1/customers/{identifier}}; its body may be broken. */
  static Mention ofPath(Endpoint endpoint, String target, byte[] body, Rules rules) {
    PathPerson person = PathPerson.of(endpoint, target, rules);
    if (person == null) {
      return Mention.NOBODY;
    }
    return switch (endpoint) {
      case TRACK_IDENTIFY -> identified(person.key(), RawObject.of(body));
      case TRACK_DELETE -> Mention.of(Act.DELETES, person.key());
      default -> Mention.of(Act.SPEAKS, person.key());
    };
  }

  /** An invitation goes to an address, and there is no person yet. */
  static Mention ofVisitor(RawObject event) {
    String visitor = event.scalar("anonymous_id");
    return visitor == null || visitor.isBlank()
        ? Mention.NOBODY
        : Mention.of(Act.SPEAKS, PersonKey.of("anonymous_id", visitor));
  }

  static Mention ofMerge(RawObject merge) {
    return Mention.joining(
        PersonKey.of(merge.object("primary")), PersonKey.of(merge.object("secondary")));
  }

  static Mention ofEntity(RawObject entity) {
    String action = entity.string("action");
    if (action == null || !"person".equals(entity.string("type"))) {
      return Mention.NOBODY;
    }
    if (action.equals("merge")) {
      return ofMerge(entity);
    }
    String person = PersonKey.of(entity.object("identifiers"));
    return switch (action) {
      case "identify" -> identified(person, entity.object("attributes"));
      case "delete" -> Mention.of(Act.DELETES, person);
      default -> Mention.of(Act.SPEAKS, person);
    };
  }

  private static Mention identified(String person, RawObject attributes) {
    if (person == null) {
      return Mention.NOBODY;
    }
    List<String> names = new ArrayList<>();
    names.add(person);
    addNames(attributes, names);
    return Mention.identified(names, attributes);
  }

  /**
   * Further names that attributes give a person, see {@link Naming}.
   *
   * @param attributes null for none
   */
  static void addNames(RawObject attributes, List<String> names) {
    if (attributes == null) {
      return;
    }
    for (String kind : List.of("id", "email", "cio_id", "anonymous_id", "phone")) {
      String value = attributes.scalar(kind);
      if (value != null && !value.isBlank()) {
        names.add(PersonKey.of(kind, value));
        if (kind.equals("anonymous_id")) {
          // Pipelines and its alias do not tell kinds of ids apart
          names.add(PersonKey.of("id", value));
        }
      }
    }
  }
}
