package customerio.agent.customerio;

import com.fasterxml.jackson.core.JsonToken;
import customerio.agent.customerio.Reading.NotUnderstood;
import customerio.agent.customerio.Reading.Understood;

/** The v1 calls below {@code /api/v1/customers/{identifier}}. */
final class PersonCallReader {

  private PersonCallReader() {}

  static Reading read(Endpoint endpoint, String target, byte[] body) {
    PathPerson person = PathPerson.of(endpoint, target);
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
    if (body.length == 0) {
      return Understood.about(person);
    }
    RawObject attributes = RawObject.of(body);
    return attributes == null
        ? new NotUnderstood("json-invalid")
        : new Understood(person, OtherNames.among(attributes, person), null, false);
  }

  private static Reading addDevice(PathPerson person, RawObject body) {
    if (body == null) {
      return new NotUnderstood("json-invalid");
    }
    RawObject device = body.object("device");
    if (device == null || isBlank(device.scalar("id"))) {
      return new NotUnderstood("device-missing");
    }
    return device.is("platform", JsonToken.VALUE_STRING)
        ? Understood.about(person.key())
        : new NotUnderstood("platform-missing");
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
