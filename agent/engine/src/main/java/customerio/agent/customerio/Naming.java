package customerio.agent.customerio;

import com.fasterxml.jackson.core.JsonToken;
import customerio.agent.customerio.RawObject.Member;
import customerio.agent.customerio.Reading.Understood;

/** Whether an identify gives its person a name beside the one by which it is addressed. */
public enum Naming {
  NONE,
  /** A name of another kind: an e-mail address for somebody who is addressed by an id. */
  ADDS,
  /**
   * Another person may answer to the same address afterwards: renamed, or joined with a visitor.
   */
  MOVES;

  /** Of an identify of Track or Pipelines. */
  public static Naming of(Operation operation, Understood reading) {
    RawObject body = RawObject.of(operation.body());
    if (body == null) {
      return NONE; // an empty body names nobody
    }
    if (operation.endpoint() == Endpoint.TRACK_IDENTIFY) {
      return of(body, reading.person());
    }
    if (body.has("anonymousId") && !reading.person().equals("user:" + body.scalar("anonymousId"))) {
      return MOVES;
    }
    RawObject traits = body.object("traits");
    return traits == null ? NONE : of(traits, reading.person().replaceFirst("^user:", "id:"));
  }

  private static Naming of(RawObject attributes, String person) {
    Naming naming = NONE;
    for (Member member : attributes.members()) {
      String name = member.name();
      boolean names =
          switch (name) {
            case "id", "email", "phone", "cio_id", "anonymous_id" -> true;
            default -> false;
          };
      if (!names || isItsOwn(attributes, member, person)) {
        continue;
      }
      if (name.equals("anonymous_id") || person.startsWith(name + ':')) {
        return MOVES;
      }
      naming = ADDS;
    }
    return naming;
  }

  private static boolean isItsOwn(RawObject attributes, Member member, String person) {
    String value = member.kind() == JsonToken.VALUE_NULL ? null : attributes.scalar(member.name());
    return value != null && PersonKey.of(member.name(), value).equals(person);
  }
}
