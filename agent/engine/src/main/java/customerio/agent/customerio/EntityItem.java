package customerio.agent.customerio;

/** A v2 entity is what the items of a v2 batch are. */
final class EntityItem {

  private EntityItem() {}

  /** Of a person only: v2 knows no time of objects and deliveries. */
  static Stamps stamps(RawObject entity, Operation op, boolean delayed) {
    Stamps stamps = new Stamps(entity, op, delayed);
    String action = entity.string("action");
    if (action == null || !"person".equals(entity.string("type"))) {
      return stamps;
    }
    if (EntityReader.PERSON_EVENTS.contains(action)) {
      return stamps.eventId().seconds("timestamp");
    }
    return action.equals("identify") ? stamps.seconds("timestamp") : stamps;
  }

  static BatchItem of(Operation op, boolean delayed) {
    RawObject entity = RawObject.of(op.body());
    if (entity == null || entity.repeatsName() || "merge".equals(entity.string("action"))) {
      return null;
    }
    String stamps = stamps(entity, op, delayed).text();
    return new BatchItem(new SplicedJson().object(entity, stamps).bytes(), "");
  }
}
