package customerio.tests.history;

import static customerio.tests.history.Word.json;

import customerio.simulator.Family;

/**
 * Somebody, as the application spells them. Groups and e-mail addresses are nobody else's: between
 * people no order is promised, so nothing may depend on it; but a device that changes hands keeps
 * one.
 *
 * @param number 1, 2, …
 * @param byEmail addressed by e-mail in the Track API, else by id; Pipelines knows ids only
 * @param shouted the e-mail address in another case, which is the same address
 */
record Human(int number, boolean byEmail, boolean shouted) {

  String name() {
    return byEmail ? email().toLowerCase(java.util.Locale.ROOT) : "h" + number;
  }

  String email() {
    return (shouted ? "H" : "h") + number + "@shop.example";
  }

  String user() {
    return "u" + number;
  }

  String visitor() {
    return "v" + number;
  }

  /** As {@link #visitor}, in Pipelines. */
  String guest() {
    return "g" + number;
  }

  String team() {
    return "team" + number;
  }

  String thing() {
    return "thing" + number;
  }

  /** One in four is nobody's own: whoever named it last has it. */
  String device(int variant, boolean pipelines) {
    String shared = pipelines ? "tablet" : "kiosk";
    return variant % 4 == 3 ? shared : "device" + number + '-' + variant % 2;
  }

  String identifiers() {
    return byEmail ? json("'email':'%s'", email()) : json("'id':'%s'", name());
  }

  HttpCall put(String path, String body) {
    return call("PUT", path, body);
  }

  HttpCall post(String path, String body) {
    return call("POST", path, body);
  }

  HttpCall call(String method, String path, String body) {
    String spelled = byEmail ? email().replace("@", "%40") : name();
    return new HttpCall(Family.TRACK, method, "/api/v1/customers/" + spelled + path, body, name());
  }

  HttpCall entity(String action, String attributes) {
    String body =
        json("'type':'person','action':'%s','identifiers':%s", action, identifiers())
            .replaceFirst("}$", attributes == null ? "}" : ",\"attributes\":" + attributes + "}");
    return new HttpCall(Family.TRACK, "POST", "/api/v2/entity", body, name());
  }

  HttpCall pipelines(String type, String content, String contentName, String more) {
    String body = json("'userId':'%s','%s':%s%s", user(), contentName, content, more);
    return new HttpCall(Family.PIPELINES, "POST", "/v1/" + type, body, user());
  }

  /** A valid one, and the same for the same number. */
  static String ulid(int number) {
    return "01JD5V00000000000000%06d".formatted(number);
  }
}
