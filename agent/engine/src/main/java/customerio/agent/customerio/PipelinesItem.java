package customerio.agent.customerio;

/**
 * A single Pipelines call as an item of {@code /v1/batch}: the same with its {@code type}, which
 * the path said so far.
 *
 * <p>"In a batch request, the context and integrations objects apply to all calls", say the
 * documents; the official libraries put them into each item. Items that agree in both, byte for
 * byte, may share a batch that says it in both places, which is right by either reading.
 */
final class PipelinesItem {
  private static final String[] SHARED = {"context", "integrations"};

  private PipelinesItem() {}

  static BatchItem of(String type, Operation op, Stamping stamping) {
    RawObject call = RawObject.of(op.body());
    // a credential in the body is the request's, not the item's
    if (call == null || call.repeatsName() || call.has("writeKey")) {
      return null;
    }
    if (call.has("type") && !type.equals(call.string("type"))) {
      return null;
    }
    if (!isRepeatable(type, call, stamping)) {
      return null;
    }
    String members = new Stamps(call, op, stamping).messageId("").isoTime().text();
    if (!call.has("type")) {
      members = "\"type\":\"" + type + '"' + (members.isEmpty() ? "" : ',' + members);
    }
    return new BatchItem(
        new SplicedJson().object(call, members).bytes(), group(call), isBarrier(type, call));
  }

  /** Identify and group set a state; all else would count twice if nothing told it from itself. */
  private static boolean isRepeatable(String type, RawObject call, Stamping stamping) {
    return switch (type) {
      case "identify", "group" -> true;
      default ->
          call.has("messageId")
              ? EventReader.explicitId(call, "messageId") != null
              : stamping.ids();
    };
  }

  private static boolean isBarrier(String type, RawObject call) {
    String event = call.string("event");
    return type.equals("track") && event != null && SemanticEvents.ORDERED.contains(event);
  }

  private static String group(RawObject call) {
    StringBuilder group = new StringBuilder();
    for (String name : SHARED) {
      if (!call.lacks(name)) {
        group.append(",\"").append(name).append("\":").append(call.raw(call.member(name)));
      }
    }
    return group.toString();
  }
}
