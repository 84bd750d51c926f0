package customerio.agent.customerio;

import customerio.agent.customerio.Reading.NotUnderstood;
import customerio.agent.customerio.Reading.Understood;
import java.util.Set;

/** The v1 calls below {@code /api/v1/customers/{identifier}}. */
final class PersonCallReader {

  private static final Set<String> PLATFORMS = Set.of("ios", "android");

  private PersonCallReader() {}

  static Reading read(Endpoint endpoint, String target, byte[] body, Rules rules) {
    PathPerson person = PathPerson.of(endpoint, target, rules);
    if (person == null) {
      return new NotUnderstood("identifier-invalid");
    }
    return switch (endpoint) {
      case TRACK_IDENTIFY -> identify(person, body);
      case TRACK_EVENT -> EventReader.read(person.key(), RawObject.of(body));
      case TRACK_ADD_DEVICE -> addDevice(person, RawObject.of(body));
      case TRACK_DELETE_DEVICE -> deleteDevice(person, endpoint.pathParameter(target, 1));
      // a body has no meaning here: Python's library sends {}, Go's sends nothing
      default -> new Understood(person.key(), null, null, true);
    };
  }

  /** Without a body it still creates the person: Customer.io accepts that. */
  private static Reading identify(PathPerson person, byte[] body) {
    RawObject attributes = RawObject.of(body);
    if (attributes == null && body.length > 0) {
      return new NotUnderstood("json-invalid");
    }
    String exceeded = AttributeLimits.exceededBy(attributes);
    return exceeded == null ? Understood.about(person.key()) : new NotUnderstood(exceeded);
  }

  private static Reading addDevice(PathPerson person, RawObject body) {
    if (body == null) {
      return new NotUnderstood("json-invalid");
    }
    RawObject device = body.object("device");
    if (device == null || isBlank(device.scalar("id"))) {
      return new NotUnderstood("device-missing");
    }
    String platform = device.string("platform");
    if (platform == null) {
      return new NotUnderstood("platform-missing");
    }
    return PLATFORMS.contains(platform)
        ? Understood.about(person.key())
        : new NotUnderstood("platform-unknown");
  }

  private static Reading deleteDevice(PathPerson person, String rawToken) {
    return isBlank(PercentDecoder.decode(rawToken))
        ? new NotUnderstood("device-missing")
        : Understood.about(person.key());
  }

  private static boolean isBlank(String text) {
    return text == null || text.isBlank();
  }
}
