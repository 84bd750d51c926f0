package customerio.agent.customerio;

/** A v2 entity, which is what the items of a v2 batch are. */
final class EntityItem {

  private EntityItem() {}

  /**
   * Merges change two people, and reports on deliveries have nothing by which a repetition could be
   * known, so both go alone.
   */
  static BatchItem of(Operation op, boolean delayed, Rules rules) {
    RawObject entity = RawObject.of(op.body());
    if (entity == null || entity.repeatsName()) {
      return null;
    }
    String action = entity.string("action");
    if (action == null || action.equals("merge") || "delivery".equals(entity.string("type"))) {
      return null;
    }
    byte[] stamped = stamped(entity, op, delayed, rules);
    return isEvent(entity) && !hasKey(entity, stamped)
        ? null
        : new BatchItem(stamped, "", EntityReader.isBarrier(action));
  }

  private static boolean isEvent(RawObject entity) {
    return "person".equals(entity.string("type"))
        && EntityReader.PERSON_EVENTS.contains(entity.string("action"));
  }

  /** Its own, or ours, which comes before any other stamp. */
  private static boolean hasKey(RawObject event, byte[] stamped) {
    return event.has("id")
        ? Ulid.isUlid(event.string("id"))
        : stamped.length > event.source().length;
  }

  /**
   * The entity with what stamps there is a place for: v2 knows no time of other things than
   * persons.
   */
  static byte[] stamped(RawObject entity, Operation op, boolean delayed, Rules rules) {
    String action = entity.string("action");
    if (action == null || !"person".equals(entity.string("type"))) {
      return entity.source();
    }
    RawObject device = action.equals("add_device") ? entity.object("device") : null;
    if (device != null) {
      return stamped(
          device, new Stamps(device, op, Stamping.ofOthers(delayed)).seconds("last_used"));
    }
    if (EntityReader.PERSON_EVENTS.contains(action)) {
      Stamps stamps = new Stamps(entity, op, Stamping.ofEvent(delayed, rules));
      return stamped(entity, stamps.eventId().seconds("timestamp"));
    }
    Stamps stamps = new Stamps(entity, op, Stamping.ofIdentify(delayed, rules));
    return action.equals("identify")
        ? stamped(entity, stamps.seconds("timestamp"))
        : entity.source();
  }

  private static byte[] stamped(RawObject object, Stamps stamps) {
    return SplicedJson.inserted(object, stamps.text(Limits.ITEM - object.source().length));
  }
}
