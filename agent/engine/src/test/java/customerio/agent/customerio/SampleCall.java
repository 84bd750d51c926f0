package customerio.agent.customerio;

/** One call of each endpoint as an application makes it, and what no code can say of it. */
enum SampleCall {
  REGION(
      "GET",
      "/api/v1/accounts/region",
      "",
      "",
      "a read; its answer is what the application asks for"),
  IDENTIFY(
      "PUT",
      "/api/v1/customers/5",
      "{\"plan\":\"pro\",\"_timestamp\":1700000000}",
      "it deletes relationships, has a `_timestamp` that is no whole number, or an address in the"
          + " path that is not surely one",
      "v2 has the time beside the attributes and only adds relationships"),
  DELETE(
      "DELETE", "/api/v1/customers/5", "", "", "a body means nothing: Python's library sends `{}`"),
  ADD_DEVICE(
      "PUT",
      "/api/v1/customers/5/devices",
      "{\"device\":{\"id\":\"t\",\"platform\":\"ios\"}}",
      "it has members no document lists",
      "v2 calls the device's `id` its `token`; `last_used` is the time of capture if it was delayed"),
  DELETE_DEVICE("DELETE", "/api/v1/customers/5/devices/t%2F1", "", "", "the token is decoded once"),
  SUPPRESS(
      "POST",
      "/api/v1/customers/5/suppress",
      "{}",
      "",
      "must not be lost, repeated out of order, or taken for a repeat"),
  UNSUPPRESS("POST", "/api/v1/customers/5/unsuppress", "{}", "", "as suppress"),
  EVENT(
      "POST",
      "/api/v1/customers/5/events",
      "{\"name\":\"bought\",\"data\":{\"price\":1.10}}",
      "it is larger than 32 000 bytes (v1 takes 100 000), has members no document lists, or an id"
          + " that is no ULID",
      "Customer.io recognises a repetition by the ULID, which is fixed at capture"),
  ANONYMOUS_EVENT(
      "POST",
      "/api/v1/events",
      "{\"name\":\"seen\",\"anonymous_id\":\"x\"}",
      "always",
      "no document has an item for it; without `anonymous_id` it invites somebody, for which there"
          + " is none"),
  FORM(
      "POST",
      "/api/v1/forms/7/submit",
      "{\"data\":{\"email\":\"ada@example.com\"}}",
      "",
      "a form that does not exist is created, and the form's own backend shows the 204"),
  MERGE(
      "POST",
      "/api/v1/merge_customers",
      "{\"primary\":{\"id\":\"5\"},\"secondary\":{\"id\":\"6\"}}",
      "always",
      "cannot be undone; it keeps its place among what is said about either of the two"),
  METRIC(
      "POST",
      "/api/v1/metrics",
      "{\"delivery_id\":\"d\",\"metric\":\"opened\"}",
      "always",
      "v2 has neither all metrics nor their time; no credential is asked for"),
  PUSH_EVENT(
      "POST",
      "/api/v1/push/events",
      "{\"delivery_id\":\"d\",\"event\":\"opened\",\"device_id\":\"t\"}",
      "always",
      "v2 has no time for it and asks for a credential; v1 does not"),
  PUSH_EVENT_BARE(
      "POST",
      "/push/events",
      "{\"delivery_id\":\"d\",\"event\":\"opened\",\"device_id\":\"t\"}",
      "always",
      "how Customer.io's Ruby library spells it"),
  SEGMENT_ADD(
      "POST",
      "/api/v1/segments/7/add_customers",
      "{\"ids\":[\"5\"]}",
      "always",
      "no v2 form; naming one person, it keeps that person's order too, for it ignores people who"
          + " are not there yet"),
  SEGMENT_REMOVE(
      "POST",
      "/api/v1/segments/7/remove_customers",
      "{\"ids\":[\"5\",\"6\"]}",
      "always",
      "no v2 form"),
  UNSUBSCRIBE(
      "POST",
      "/unsubscribe/d",
      "{\"unsubscribe\":true}",
      "",
      "somebody has just clicked a link and is shown what came of it"),
  ENTITY(
      "POST",
      "/api/v2/entity",
      "{\"type\":\"person\",\"action\":\"identify\",\"identifiers\":{\"id\":\"5\"},"
          + "\"attributes\":{\"plan\":\"pro\"}}",
      "it merges, reports on a delivery, relates an object to one person, or is an event with an id"
          + " that is no ULID",
      "the body is the item already; deletion and suppression are barriers"),
  BATCH(
      "POST",
      "/api/v2/batch",
      "{\"batch\":[]}",
      "",
      "a 207 names the items that failed, and applications act on it"),
  CALL_IDENTIFY(
      "POST",
      "/v1/identify",
      "{\"userId\":\"5\",\"traits\":{\"plan\":\"pro\"}}",
      "it has another `type`, or a `writeKey`",
      "shares a batch with calls of equal `context` and `integrations` only: these are a whole"
          + " batch's"),
  CALL_TRACK(
      "POST",
      "/v1/track",
      "{\"userId\":\"5\",\"event\":\"bought\"}",
      "as identify, or it has a `messageId` that is no text",
      "`User Deleted`, `User Suppressed` and other events that are commands are barriers"),
  CALL_PAGE("POST", "/v1/page", "{\"userId\":\"5\",\"name\":\"Home\"}", "as track", ""),
  CALL_SCREEN("POST", "/v1/screen", "{\"userId\":\"5\",\"name\":\"Home\"}", "as track", ""),
  CALL_GROUP("POST", "/v1/group", "{\"userId\":\"5\",\"groupId\":\"g\"}", "as identify", ""),
  CALL_ALIAS(
      "POST",
      "/v1/alias",
      "{\"userId\":\"5\",\"previousId\":\"x\"}",
      "always",
      "the documents do not list it among a batch's calls; it keeps its place among what is said"
          + " about either of the two"),
  CALL_BATCH(
      "POST",
      "/v1/batch",
      "{\"batch\":[{\"type\":\"page\",\"userId\":\"5\"},{\"type\":\"page\",\"userId\":\"6\"}]}",
      "always",
      "queued, unlike Track's: its answer is `{}` whatever became of the calls. What an SDK put"
          + " together stays together"),
  ANY_SEND(
      "POST",
      "/v1/send/email",
      "{}",
      "",
      "all of `/v1/send/…`: applications keep the `delivery_id`. Repeated only if no byte was"
          + " written, or on 429"),
  ANY_BROADCAST(
      "POST",
      "/v1/campaigns/7/triggers",
      "{}",
      "",
      "as a send; one trigger of a broadcast in 10 s, waiting rather than a 429"),
  ANY_READ("GET", "/v1/campaigns", "", "", "all reads: repeated when they fail"),
  ANY_WRITE(
      "POST", "/v1/segments", "{}", "", "all other writes: never repeated once a byte was written");

  final String method;
  final String target;
  final String body;

  /** When it does not share a batch; empty for never. */
  final String alone;

  final String why;

  SampleCall(String method, String target, String body, String alone, String why) {
    this.method = method;
    this.target = target;
    this.body = body;
    this.alone = alone;
    this.why = why;
  }

  Api api() {
    return name().startsWith("ANY_")
        ? Api.APP
        : name().startsWith("CALL_") ? Api.PIPELINES : Api.TRACK;
  }

  Endpoint endpoint() {
    return Endpoint.match(api(), method, target);
  }

  Operation operation() {
    return Operations.operation(api(), method, target, Operations.utf8(body));
  }
}
