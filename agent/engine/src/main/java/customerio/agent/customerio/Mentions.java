package customerio.agent.customerio;

import java.util.List;
import java.util.function.Function;

/**
 * Whom a call is about. More forgiving than {@link RequestReader}: a call that Customer.io is going
 * to refuse is about somebody, too, and has to be refused in the right place.
 *
 * @param all one for a single call, one for each item of a batch; empty when it cannot be read
 * @param carriesKey the body holds a credential of its own, so the call can go nowhere else
 */
public record Mentions(List<Mention> all, boolean carriesKey) {
  private static final Mentions NONE = new Mentions(List.of(), false);

  /**
   * @param target raw path, with or without query, that matches the endpoint
   * @param body inflated; empty for none
   */
  public static Mentions of(Endpoint endpoint, String target, byte[] body, Rules rules) {
    return switch (endpoint) {
      case TRACK_IDENTIFY,
          TRACK_DELETE,
          TRACK_ADD_DEVICE,
          TRACK_DELETE_DEVICE,
          TRACK_SUPPRESS,
          TRACK_UNSUPPRESS,
          TRACK_EVENT ->
          one(TrackMention.ofPath(endpoint, target, body, rules));
      case TRACK_ANONYMOUS_EVENT -> ofBody(body, TrackMention::ofVisitor);
      case TRACK_MERGE -> ofBody(body, TrackMention::ofMerge);
      case TRACK_ENTITY -> ofBody(body, TrackMention::ofEntity);
      case TRACK_BATCH -> ofBatch(body, TrackMention::ofEntity);
      case PIPELINES_IDENTIFY -> ofBody(body, call -> PipelinesMention.of("identify", call));
      case PIPELINES_ALIAS -> ofBody(body, call -> PipelinesMention.of("alias", call));
      case PIPELINES_TRACK, PIPELINES_PAGE, PIPELINES_SCREEN, PIPELINES_GROUP ->
          ofBody(body, call -> PipelinesMention.of("", call));
      case PIPELINES_BATCH -> ofBatch(body, call -> PipelinesMention.of(call.string("type"), call));
      case APP_ANY -> one(AppMention.of(target, body));
      // numbers of segments, forms and deliveries mean something in one workspace only
      case TRACK_REGION,
          TRACK_SUBMIT_FORM,
          TRACK_METRICS,
          TRACK_PUSH_EVENTS,
          TRACK_PUSH_EVENTS_BARE,
          TRACK_SEGMENT_ADD,
          TRACK_SEGMENT_REMOVE,
          TRACK_UNSUBSCRIBE,
          TRACK_UNKNOWN,
          PIPELINES_UNKNOWN ->
          NONE;
    };
  }

  private static Mentions one(Mention mention) {
    return new Mentions(List.of(mention), false);
  }

  private static Mentions ofBody(byte[] body, Function<RawObject, Mention> reader) {
    RawObject call = RawObject.of(body);
    return call == null
        ? NONE
        : new Mentions(List.of(reader.apply(call)), PipelinesMention.carriesKey(call));
  }

  private static Mentions ofBatch(byte[] body, Function<RawObject, Mention> reader) {
    RawObject request = RawObject.of(body);
    List<RawObject> items = request == null ? null : request.objects("batch");
    return items == null
        ? NONE
        : new Mentions(
            items.stream().map(reader).toList(),
            PipelinesMention.carriesKey(request)
                || items.stream().anyMatch(PipelinesMention::carriesKey));
  }
}
