package customerio.tests.history;

import customerio.simulator.Family;
import java.time.Instant;

/**
 * What an application can say. Whatever has a place for it carries the number of the call, so that
 * no two calls say the same unless a history repeats one; {@link #PLAN} and {@link #TRAIT} carry
 * none, so that they do.
 */
enum Word {
  IDENTIFY,
  PLAN,
  MAIL,
  RELATE,
  EVENT,
  PAGE,
  BAD_EVENT,
  ANONYMOUS_EVENT,
  ADD_DEVICE,
  DELETE_DEVICE,
  DELETE,
  SUPPRESS,
  UNSUPPRESS,
  MERGE,
  ENTITY_IDENTIFY,
  ENTITY_EVENT,
  ENTITY_DELETE,
  TRAITS,
  TRAIT,
  TRACK,
  SCREEN,
  VISITOR_TRACK,
  GROUP,
  ALIAS,
  USER_DELETED,
  USER_SUPPRESSED,
  USER_UNSUPPRESSED,
  DEVICE_UPDATED,
  DEVICE_DELETED;

  /** The name of an event that Customer.io refuses wherever it meets it. */
  static final String BAD = "bad";

  /**
   * @param who whom it is about
   * @param other the second person of a merge
   * @param n the number of the call
   * @param variant any number; what it varies depends on the word
   */
  HttpCall call(Human who, Human other, int n, int variant, Instant now) {
    String plan = variant % 3 == 2 ? "null" : variant % 3 == 1 ? "\"b\"" : "\"a\"";
    String device = who.device(variant, isPipelines());
    return switch (this) {
      case IDENTIFY -> who.put("", json("'n':%d,'plan':%s", n, plan));
      case PLAN -> who.put("", json("'plan':%s", plan));
      case MAIL -> who.put("", json("'email':'%s','n':%d", who.email(), n));
      case RELATE ->
          who.put(
              "",
              json(
                  "'n':%d,'cio_relationships':{'action':'%s_relationships','relationships':[{"
                      + "'identifiers':{'object_type_id':'1','object_id':'%s'}}]}",
                  n, variant % 2 == 0 ? "add" : "delete", who.thing()));
      case EVENT -> who.post("/events", event("e" + n, n, variant, now));
      case PAGE -> who.post("/events", json("'type':'page','name':'p%d','data':{'n':%d}", n, n));
      case BAD_EVENT -> who.post("/events", json("'name':'%s','data':{'n':%d}", BAD, n));
      case ANONYMOUS_EVENT ->
          new HttpCall(
              Family.TRACK,
              "POST",
              "/api/v1/events",
              json("'anonymous_id':'%s','name':'a%d','data':{'n':%d}", who.visitor(), n, n),
              who.visitor());
      case ADD_DEVICE ->
          who.put(
              "/devices",
              json("'device':{'id':'%s','platform':'ios'%s}", device, lastUsed(variant, n)));
      case DELETE_DEVICE -> who.call("DELETE", "/devices/" + device, "");
      case DELETE -> who.call("DELETE", "", "");
      case SUPPRESS -> who.post("/suppress", "");
      case UNSUPPRESS -> who.post("/unsuppress", "");
      case MERGE ->
          new HttpCall(
              Family.TRACK,
              "POST",
              "/api/v1/merge_customers",
              json("'primary':%s,'secondary':%s", who.identifiers(), other.identifiers()),
              who.name());
      case ENTITY_IDENTIFY -> who.entity("identify", json("'n':%d,'plan':%s", n, plan));
      case ENTITY_EVENT ->
          new HttpCall(
              Family.TRACK,
              "POST",
              "/api/v2/entity",
              json(
                  "'type':'person','action':'event','identifiers':%s,'name':'v%d',"
                      + "'attributes':{'n':%d}",
                  who.identifiers(), n, n),
              who.name());
      case ENTITY_DELETE -> who.entity("delete", null);
      case TRAITS -> who.pipelines("identify", json("'n':%d,'plan':%s", n, plan), "traits", "");
      case TRAIT -> who.pipelines("identify", json("'plan':%s", plan), "traits", "");
      case TRACK ->
          who.pipelines(
              "track", json("'n':%d", n), "properties", ",'event':'t" + n + "'" + more(variant, n));
      case SCREEN ->
          who.pipelines("screen", json("'n':%d", n), "properties", ",'name':'s" + n + "'");
      case VISITOR_TRACK ->
          new HttpCall(
              Family.PIPELINES,
              "POST",
              "/v1/track",
              json("'anonymousId':'%s','event':'w%d','properties':{'n':%d}", who.guest(), n, n),
              who.guest());
      case GROUP ->
          who.pipelines("group", json("'n':%d", n), "traits", ",'groupId':'" + who.team() + "'");
      case ALIAS ->
          new HttpCall(
              Family.PIPELINES,
              "POST",
              "/v1/alias",
              json("'userId':'%s','previousId':'%s'", who.user(), other.user()),
              who.user());
      case USER_DELETED -> semantic(who, "User Deleted", "{}");
      case USER_SUPPRESSED -> semantic(who, "User Suppressed", "{}");
      case USER_UNSUPPRESSED -> semantic(who, "User Unsuppressed", "{}");
      case DEVICE_UPDATED -> device(who, "Device Created or Updated", json("'n':%d", n), device);
      case DEVICE_DELETED -> device(who, "Device Deleted", "{}", device);
    };
  }

  private static HttpCall device(Human who, String event, String properties, String token) {
    String context = json("'device':{'token':'p%s'}", token);
    return who.pipelines(
        "track", properties, "properties", ",'event':'" + event + "','context':" + context);
  }

  boolean isPipelines() {
    return compareTo(TRAITS) >= 0;
  }

  /** Double quotes are written as single ones; the outer braces are added. */
  static String json(String template, Object... values) {
    return ('{' + String.format(template, values) + '}').replace('\'', '"');
  }

  private static HttpCall semantic(Human who, String event, String properties) {
    return who.pipelines("track", properties, "properties", ",'event':'" + event + "'");
  }

  private static String event(String name, int n, int variant, Instant now) {
    String data = ",'data':{'n':" + n + "}";
    return switch (variant % 4) {
      case 1 -> json("'name':'%s','id':'%s'%s", name, Human.ulid(n), data);
      case 2 -> json("'name':'%s','timestamp':%d%s", name, now.getEpochSecond() - 100, data);
      case 3 -> json("'name':'%s'", name);
      default -> json("'name':'%s'%s", name, data);
    };
  }

  private static String more(int variant, int n) {
    return switch (variant % 4) {
      case 1 -> ",'messageId':'m" + n + "'";
      case 2 -> ",'timestamp':'2026-11-01T08:00:00Z'";
      case 3 -> ",'context':{'ip':'192.0.2." + variant + "'}";
      default -> "";
    };
  }

  private static String lastUsed(int variant, int n) {
    return variant % 2 == 0 ? "" : ",'last_used':" + (1000 + n);
  }
}
