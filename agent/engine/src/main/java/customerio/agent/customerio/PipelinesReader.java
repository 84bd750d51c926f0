package customerio.agent.customerio;

import customerio.agent.customerio.Reading.NotUnderstood;
import customerio.agent.customerio.Reading.Understood;

/**
 * Single Pipelines calls. Customer.io answers 200 to what it then drops (no identifier, no event,
 * more than 32 KB), so this is the only place where such a loss can be seen.
 */
final class PipelinesReader {

  private PipelinesReader() {}

  static Reading read(Endpoint endpoint, byte[] body) {
    if (body.length > Limits.ITEM) {
      return new NotUnderstood("oversize");
    }
    RawObject call = RawObject.of(body);
    if (call == null) {
      return new NotUnderstood("json-invalid");
    }
    return switch (endpoint) {
      case PIPELINES_TRACK -> track(call);
      case PIPELINES_ALIAS -> alias(call);
      case PIPELINES_GROUP ->
          call.scalar("groupId") == null
              ? new NotUnderstood("group-missing")
              : about(person(call), call, false);
      case PIPELINES_IDENTIFY -> identify(identified(call), call);
      default -> about(person(call), call, false);
    };
  }

  private static Reading track(RawObject call) {
    String event = call.string("event");
    if (event == null || event.isBlank()) {
      return new NotUnderstood("name-missing");
    }
    String about = person(call);
    if (about == null) {
      about = key("group:", call, "groupId");
    }
    if (about == null && SemanticEvents.REPORTS.contains(event)) {
      about = "delivery:" + deliveryId(call);
    }
    String device = SemanticEvents.DEVICES.contains(event) ? deviceKey(call) : null;
    return about != null && device != null
        ? new Understood(about, device, EventReader.explicitId(call, "messageId"), false)
        : about(about, call, SemanticEvents.ENDS_OF_PEOPLE.contains(event));
  }

  private static String deviceKey(RawObject call) {
    RawObject context = call.object("context");
    RawObject device = context == null ? null : context.object("device");
    String token = device == null ? null : device.scalar("token");
    return token == null || token.isBlank() ? null : DeviceReader.key(token);
  }

  private static Reading alias(RawObject call) {
    String user = key("user:", call, "userId");
    String previous = key("user:", call, "previousId");
    return user == null || previous == null
        ? new NotUnderstood("identifier-missing")
        : new Understood(user, previous, EventReader.explicitId(call, "messageId"), true);
  }

  private static Reading identify(String person, RawObject call) {
    if (person == null) {
      return new NotUnderstood("identifier-missing");
    }
    String visitor = OtherNames.visitor(call, person);
    String other = visitor == null ? OtherNames.email(call, person) : visitor;
    return new Understood(person, other, EventReader.explicitId(call, "messageId"), false);
  }

  private static Reading about(String person, RawObject call, boolean barrier) {
    return person == null
        ? new NotUnderstood("identifier-missing")
        : new Understood(
            person,
            OtherNames.visitor(call, person),
            EventReader.explicitId(call, "messageId"),
            barrier);
  }

  /** "You can pass an empty userId or anonymousId, and identify people by their email trait." */
  private static String identified(RawObject call) {
    String person = person(call);
    if (person != null || !call.has("userId") && !call.has("anonymousId")) {
      return person;
    }
    RawObject traits = call.object("traits");
    String email = traits == null ? null : traits.string("email");
    return email == null || email.isBlank() ? null : PersonKey.of("email", email);
  }

  /**
   * Both kinds of id share one name space, because {@code alias} names an earlier id without saying
   * of which kind it was. A user and a visitor with the same id then share an order, no more.
   */
  private static String person(RawObject call) {
    String user = key("user:", call, "userId");
    return user != null ? user : key("user:", call, "anonymousId");
  }

  private static String key(String prefix, RawObject call, String name) {
    String id = call.scalar(name);
    return id == null || id.isBlank() ? null : prefix + id;
  }

  private static String deliveryId(RawObject call) {
    RawObject properties = call.object("properties");
    String delivery = properties == null ? null : properties.scalar("deliveryId");
    return delivery == null ? "" : delivery;
  }
}
