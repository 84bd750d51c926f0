package customerio.agent.customerio;

import com.fasterxml.jackson.core.JsonToken;
import customerio.agent.customerio.Reading.NotUnderstood;
import customerio.agent.customerio.Reading.Understood;
import java.util.Locale;

/** Events of Track. */
final class EventReader {

  private EventReader() {}

  static Reading read(String person, RawObject event) {
    if (event == null) {
      return new NotUnderstood("json-invalid");
    }
    String name = event.string("name");
    if (name == null || name.isBlank()) {
      return new NotUnderstood("name-missing");
    }
    if (Json.utf8Length(name.strip()) > Limits.EVENT_NAME) {
      return new NotUnderstood("name-too-long");
    }
    RawObject.Member data = event.member("data");
    if (data != null && data.valueEnd() - data.value() > Limits.EVENT_DATA) {
      return new NotUnderstood("event-too-large");
    }
    return new Understood(person, null, explicitId(event, "id"), false);
  }

  static Reading anonymous(RawObject event) {
    return read(event == null ? null : anonymousKey(event), event);
  }

  /** Not blank and a string, or null. */
  static String explicitId(RawObject event, String name) {
    String id = event.string(name);
    return id == null || id.isBlank() ? null : id;
  }

  /**
   * Without an anonymous id the event invites somebody who is no person yet; two invitations have
   * no order unless they go to the same address.
   */
  private static String anonymousKey(RawObject event) {
    String anonymousId = event.scalar("anonymous_id");
    if (anonymousId != null && !anonymousId.isBlank()) {
      return PersonKey.of("anonymous_id", anonymousId);
    }
    RawObject data = event.is("data", JsonToken.START_OBJECT) ? event.object("data") : null;
    String recipient = data == null ? null : data.string("recipient");
    return "recipient:" + (recipient == null ? "" : recipient.toLowerCase(Locale.ROOT));
  }
}
