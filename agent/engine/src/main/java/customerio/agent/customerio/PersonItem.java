package customerio.agent.customerio;

import com.fasterxml.jackson.core.JsonToken;
import java.util.Set;

/**
 * Track v1's calls below {@code /customers/{identifier}} as items of a v2 batch.
 *
 * <pre>
 *   PUT /api/v1/customers/5        {"plan":"pro","_timestamp":1}
 *   {"type":"person","identifiers":{"id":"5"},"action":"identify","timestamp":1,
 *    "attributes":{"plan":"pro"}}
 * </pre>
 */
final class PersonItem {
  private static final Set<String> NO_ATTRIBUTES = Set.of("_timestamp", "cio_relationships");
  private static final Set<String> EVENT = Set.of("name", "id", "type", "timestamp", "data");
  private static final Set<String> DEVICE = Set.of("id", "platform", "last_used", "attributes");
  private static final Set<String> RELATIONSHIPS = Set.of("action", "relationships");

  private PersonItem() {}

  static BatchItem of(Operation op, boolean delayed, Rules rules) {
    PathPerson person = PathPerson.of(op.endpoint(), op.target(), rules);
    if (person == null || !person.certain()) {
      return null;
    }
    String identifiers = person.identifiers();
    SplicedJson item =
        switch (op.endpoint()) {
          case TRACK_IDENTIFY -> identify(identifiers, op, Stamping.ofIdentify(delayed, rules));
          case TRACK_EVENT -> event(identifiers, op, Stamping.ofEvent(delayed, rules));
          case TRACK_ADD_DEVICE -> addDevice(identifiers, op, Stamping.ofOthers(delayed));
          case TRACK_DELETE_DEVICE -> deleteDevice(identifiers, op);
          default -> head(identifiers, op.endpoint().operationName());
        };
    return item == null
        ? null
        : new BatchItem(item.text("}").bytes(), "", isBarrier(op.endpoint()));
  }

  private static boolean isBarrier(Endpoint endpoint) {
    return switch (endpoint) {
      case TRACK_DELETE, TRACK_SUPPRESS, TRACK_UNSUPPRESS -> true;
      default -> false;
    };
  }

  private static SplicedJson identify(String identifiers, Operation op, Stamping stamping) {
    SplicedJson item = head(identifiers, "identify");
    if (op.body().length == 0) {
      return item.text(new Stamps(null, op, stamping).seconds("timestamp").textAfterMember())
          .text(",\"attributes\":{}");
    }
    RawObject body = RawObject.of(op.body());
    if (body == null
        || body.repeatsName()
        || isNot("_timestamp", JsonToken.VALUE_NUMBER_INT, body)) {
      return null;
    }
    if (body.has("_timestamp")) {
      item.text(",\"timestamp\":").value(body, body.member("_timestamp"));
    } else {
      item.text(new Stamps(null, op, stamping).seconds("timestamp").textAfterMember());
    }
    if (body.has("cio_relationships") && !addRelationships(item, body)) {
      return null;
    }
    return item.text(",\"attributes\":").objectWithout(body, NO_ATTRIBUTES);
  }

  /**
   * v1 wraps the array in an object that says what to do with it; v2's identify only adds. Deleting
   * would take two items for one operation, so it goes alone.
   */
  private static boolean addRelationships(SplicedJson item, RawObject body) {
    RawObject wrapper = body.object("cio_relationships");
    if (wrapper == null
        || wrapper.repeatsName()
        || !wrapper.hasOnly(RELATIONSHIPS)
        || !"add_relationships".equals(wrapper.string("action"))
        || !wrapper.is("relationships", JsonToken.START_ARRAY)) {
      return false;
    }
    item.text(",\"cio_relationships\":").value(wrapper, wrapper.member("relationships"));
    return true;
  }

  private static SplicedJson event(String identifiers, Operation op, Stamping stamping) {
    RawObject body = RawObject.of(op.body());
    if (body == null
        || body.repeatsName()
        || !body.hasOnly(EVENT)
        || !body.is("name", JsonToken.VALUE_STRING)
        || isNot("timestamp", JsonToken.VALUE_NUMBER_INT, body)
        || isNot("type", JsonToken.VALUE_STRING, body)
        || !hasKey(body, stamping)) {
      return null;
    }
    String action = body.has("type") ? body.string("type") : "event";
    if (!EntityReader.PERSON_EVENTS.contains(action)) {
      return null;
    }
    SplicedJson item = head(identifiers, action);
    for (String same : new String[] {"id", "name", "timestamp"}) {
      if (body.has(same)) {
        item.text(",\"" + same + "\":").value(body, body.member(same));
      }
    }
    item.text(new Stamps(body, op, stamping).eventId().seconds("timestamp").textAfterMember());
    // Go's library may send "data":null; v2 has no null attributes
    if (body.lacks("data")) {
      return item;
    }
    return body.is("data", JsonToken.START_OBJECT)
        ? item.text(",\"attributes\":").value(body, body.member("data"))
        : null;
  }

  /** The device is the same but for its {@code id}, which v2 calls {@code token}. */
  private static SplicedJson addDevice(String identifiers, Operation op, Stamping stamping) {
    RawObject body = RawObject.of(op.body());
    RawObject device =
        body == null || !body.hasOnly(Set.of("device")) ? null : body.object("device");
    if (device == null
        || body.repeatsName()
        || device.repeatsName()
        || !device.hasOnly(DEVICE)
        || !device.is("id", JsonToken.VALUE_STRING)) {
      return null;
    }
    RawObject.Member id = device.member("id");
    SplicedJson item = head(identifiers, "add_device").text(",\"device\":{");
    Stamps stamps = new Stamps(device, op, stamping).seconds("last_used");
    String stamp = stamps.text();
    return item.text(stamp.isEmpty() ? "" : stamp + ',')
        .slice(op.body(), device.start() + 1, id.key())
        .text("\"token\":")
        .slice(op.body(), id.value(), device.end());
  }

  private static SplicedJson deleteDevice(String identifiers, Operation op) {
    String token = PercentDecoder.decode(op.endpoint().pathParameter(op.target(), 1));
    return token == null || token.isBlank()
        ? null
        : head(identifiers, "delete_device")
            .text(",\"device\":{\"token\":" + Json.quoted(token) + '}');
  }

  private static SplicedJson head(String identifiers, String action) {
    return new SplicedJson()
        .text("{\"type\":\"person\",\"identifiers\":" + identifiers)
        .text(",\"action\":\"" + action + '"');
  }

  /** There, but something else. */
  private static boolean isNot(String name, JsonToken kind, RawObject body) {
    return body.has(name) && !body.is(name, kind);
  }

  /** A batch whose fate is unclear is sent again, which no event without an id would survive. */
  private static boolean hasKey(RawObject event, Stamping stamping) {
    return event.has("id") ? Ulid.isUlid(event.string("id")) : stamping.ids();
  }
}
