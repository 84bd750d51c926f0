package customerio.agent.customerio;

import java.util.List;

/** An operation as a request of its own: what the application sent, with its stamps. */
public final class SingleForm {

  private SingleForm() {}

  /**
   * The original request with its stamps spliced in: an event's id always, times only if it was
   * delayed. Where they have no place or would make it too large it goes out untouched.
   */
  public static WireRequest of(Operation op, boolean delayed, Rules rules) {
    byte[] body = op.body().length == 0 ? op.body() : stamped(op, delayed, rules);
    return new WireRequest(op.method(), op.target(), op.contentType(), body);
  }

  private static byte[] stamped(Operation op, boolean delayed, Rules rules) {
    RawObject body = RawObject.of(op.body());
    if (body == null) {
      return op.body();
    }
    Stamping identify = Stamping.ofIdentify(delayed, rules);
    Stamping event = Stamping.ofEvent(delayed, rules);
    Stamping other = Stamping.ofOthers(delayed);
    return switch (op.endpoint()) {
      case TRACK_IDENTIFY ->
          SplicedJson.inserted(body, new Stamps(body, op, identify).seconds("_timestamp").text());
      case TRACK_EVENT, TRACK_ANONYMOUS_EVENT ->
          SplicedJson.inserted(
              body, new Stamps(body, op, event).eventId().seconds("timestamp").text());
      case TRACK_METRICS, TRACK_PUSH_EVENTS, TRACK_PUSH_EVENTS_BARE ->
          SplicedJson.inserted(body, new Stamps(body, op, other).seconds("timestamp").text());
      case TRACK_ADD_DEVICE -> device(body, op, other);
      case TRACK_ENTITY -> EntityItem.stamped(body, op, delayed, rules);
      case PIPELINES_IDENTIFY -> pipelines(body, op, identify);
      case PIPELINES_TRACK, PIPELINES_PAGE, PIPELINES_SCREEN, PIPELINES_GROUP, PIPELINES_ALIAS ->
          pipelines(body, op, event);
      case PIPELINES_BATCH -> sdkBatch(body, op, event);
      default -> op.body();
    };
  }

  /** What is over the limit is dropped without a word. */
  private static byte[] pipelines(RawObject body, Operation op, Stamping stamping) {
    Stamps stamps = new Stamps(body, op, stamping).messageId("").isoTime();
    return SplicedJson.inserted(body, stamps.text(Limits.ITEM - op.body().length));
  }

  /** "If you don't pass a timestamp, we use the time of the request": it would be the wrong one. */
  private static byte[] device(RawObject body, Operation op, Stamping stamping) {
    RawObject device = body.object("device");
    return device == null
        ? op.body()
        : SplicedJson.inserted(
            device, new Stamps(device, op, stamping).seconds("last_used").text());
  }

  /** Each call of an SDK's batch is recognised by an id of its own. */
  private static byte[] sdkBatch(RawObject body, Operation op, Stamping stamping) {
    List<RawObject> calls = body.objects("batch");
    if (calls == null) {
      return op.body();
    }
    SplicedJson spliced = new SplicedJson();
    int copied = 0;
    for (int i = 0; i < calls.size(); i++) {
      RawObject call = calls.get(i);
      Stamps stamps = new Stamps(call, op, stamping).messageId("-" + i).isoTime();
      spliced
          .slice(op.body(), copied, call.start())
          .object(call, stamps.text(Limits.ITEM - (call.end() - call.start())));
      copied = call.end();
    }
    byte[] stamped = spliced.slice(op.body(), copied, op.body().length).bytes();
    return stamped.length <= Limits.BATCH ? stamped : op.body();
  }
}
