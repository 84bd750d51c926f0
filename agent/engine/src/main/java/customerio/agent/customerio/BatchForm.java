package customerio.agent.customerio;

/** An operation as an item of a batch. */
public final class BatchForm {

  private BatchForm() {}

  /**
   * The item that means exactly the same as the single request, spliced from its bytes, and does no
   * harm when it arrives twice.
   *
   * @return null when there is none, or it would be over the limit of items: it has to go alone.
   *     Alone go merge and alias, which change two people and cannot be undone; reports, segments
   *     and anonymous events, of which no document shows a batch; events that nothing would tell
   *     from their repetition; and batches made by an SDK.
   */
  public static BatchItem of(Operation op, boolean delayed, Rules rules) {
    if (op.target().indexOf('?') >= 0) {
      // what a query says, no item can
      return null;
    }
    Stamping event = Stamping.ofEvent(delayed, rules);
    BatchItem item =
        switch (op.endpoint()) {
          case TRACK_IDENTIFY,
              TRACK_DELETE,
              TRACK_ADD_DEVICE,
              TRACK_DELETE_DEVICE,
              TRACK_SUPPRESS,
              TRACK_UNSUPPRESS,
              TRACK_EVENT ->
              PersonItem.of(op, delayed, rules);
          case TRACK_ENTITY -> EntityItem.of(op, delayed, rules);
          case PIPELINES_IDENTIFY ->
              PipelinesItem.of("identify", op, Stamping.ofIdentify(delayed, rules));
          case PIPELINES_TRACK -> PipelinesItem.of("track", op, event);
          case PIPELINES_PAGE -> PipelinesItem.of("page", op, event);
          case PIPELINES_SCREEN -> PipelinesItem.of("screen", op, event);
          case PIPELINES_GROUP -> PipelinesItem.of("group", op, event);
          default -> null;
        };
    return item == null || item.json().length > Limits.ITEM ? null : item;
  }
}
