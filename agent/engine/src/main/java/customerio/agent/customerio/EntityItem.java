package customerio.agent.customerio;

/** A v2 entity, which is what the items of a v2 batch are. */
final class EntityItem {

  private EntityItem() {}

  static BatchItem of(Operation op, boolean delayed) {
    RawObject entity = RawObject.of(op.body());
    return entity == null || entity.repeatsName() || "merge".equals(entity.string("action"))
        ? null
        : new BatchItem(stamped(entity, op, delayed), "");
  }

  /**
   * The entity with what stamps there is a place for: v2 knows no time of other things than
   * persons.
   */
  static byte[] stamped(RawObject entity, Operation op, boolean delayed) {
    String action = entity.string("action");
    if (action == null || !"person".equals(entity.string("type"))) {
      return entity.source();
    }
    RawObject device = action.equals("add_device") ? entity.object("device") : null;
    if (device != null) {
      return stamped(device, new Stamps(device, op, delayed).seconds("last_used"));
    }
    Stamps stamps = new Stamps(entity, op, delayed);
    if (EntityReader.PERSON_EVENTS.contains(action)) {
      return stamped(entity, stamps.eventId().seconds("timestamp"));
    }
    return action.equals("identify")
        ? stamped(entity, stamps.seconds("timestamp"))
        : entity.source();
  }

  private static byte[] stamped(RawObject object, Stamps stamps) {
    return SplicedJson.inserted(object, stamps.text(Limits.ITEM - object.source().length));
  }
}
