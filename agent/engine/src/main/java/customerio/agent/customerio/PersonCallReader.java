package customerio.agent.customerio;

import customerio.agent.customerio.Reading.NotUnderstood;
import customerio.agent.customerio.Reading.Understood;

/** The v1 calls below {@code /api/v1/customers/{identifier}}. */
final class PersonCallReader {

  private PersonCallReader() {}

  static Reading read(Endpoint endpoint, String target, byte[] body, Rules rules) {
    PathPerson person = PathPerson.of(endpoint, target, rules);
    if (person == null) {
      return new NotUnderstood("identifier-invalid");
    }
    return switch (endpoint) {
      case TRACK_IDENTIFY -> identify(person.key(), body);
      case TRACK_EVENT -> EventReader.read(person.key(), RawObject.of(body));
      case TRACK_ADD_DEVICE -> addDevice(person, RawObject.of(body));
      case TRACK_DELETE_DEVICE -> deleteDevice(person, endpoint.pathParameter(target, 1));
      // a body has no meaning here: Python's library sends {}, Go's sends nothing
      default -> new Understood(person.key(), null, null, true);
    };
  }

  /** Without a body it still creates the person: Customer.io accepts that. */
  private static Reading identify(String person, byte[] body) {
    RawObject attributes = RawObject.of(body);
    if (attributes == null && body.length > 0) {
      return new NotUnderstood("json-invalid");
    }
    String exceeded = AttributeLimits.exceededBy(attributes);
    return exceeded == null
        ? new Understood(person, OtherNames.among(attributes, person), null, false)
        : new NotUnderstood(exceeded);
  }

  private static Reading addDevice(PathPerson person, RawObject body) {
    if (body == null) {
      return new NotUnderstood("json-invalid");
    }
    RawObject device = body.object("device");
    String missing = DeviceReader.missing(device, "id", true);
    return missing == null
        ? DeviceReader.of(person.key(), device.scalar("id"))
        : new NotUnderstood(missing);
  }

  private static Reading deleteDevice(PathPerson person, String rawToken) {
    String token = PercentDecoder.decode(rawToken);
    return isBlank(token)
        ? new NotUnderstood("device-missing")
        : DeviceReader.of(person.key(), token);
  }

  private static boolean isBlank(String text) {
    return text == null || text.isBlank();
  }
}
