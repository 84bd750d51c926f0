package customerio.agent.customerio;

import customerio.agent.customerio.Reading.NotUnderstood;

/**
 * Reads what a request says and about whom, and finds what can already be proven invalid.
 *
 * <p>Strict only where a document or the official libraries say that Customer.io refuses: a call
 * that is let through overtakes what is queued, so doubt is no reason to let it through. Pure.
 */
public final class RequestReader {

  private RequestReader() {}

  /**
   * @param target raw path, with or without query, that matches the endpoint
   * @param body inflated; empty for none
   */
  public static Reading read(Endpoint endpoint, String target, byte[] body, Rules rules) {
    return switch (endpoint) {
      case TRACK_IDENTIFY,
          TRACK_DELETE,
          TRACK_ADD_DEVICE,
          TRACK_DELETE_DEVICE,
          TRACK_SUPPRESS,
          TRACK_UNSUPPRESS,
          TRACK_EVENT ->
          PersonCallReader.read(endpoint, target, body, rules);
      case TRACK_ANONYMOUS_EVENT -> EventReader.anonymous(RawObject.of(body));
      case TRACK_MERGE -> EntityReader.merge(RawObject.of(body));
      case TRACK_METRICS -> DeliveryReader.read(RawObject.of(body), "metric");
      case TRACK_PUSH_EVENTS, TRACK_PUSH_EVENTS_BARE ->
          DeliveryReader.read(RawObject.of(body), "event");
      case TRACK_SEGMENT_ADD, TRACK_SEGMENT_REMOVE -> SegmentReader.read(endpoint, target, body);
      case TRACK_ENTITY -> EntityReader.read(body);
      case PIPELINES_IDENTIFY,
          PIPELINES_TRACK,
          PIPELINES_PAGE,
          PIPELINES_SCREEN,
          PIPELINES_GROUP,
          PIPELINES_ALIAS ->
          PipelinesReader.read(endpoint, body);
      case PIPELINES_BATCH -> PipelinesBatchReader.read(body);
      case TRACK_REGION,
          TRACK_SUBMIT_FORM,
          TRACK_UNSUBSCRIBE,
          TRACK_BATCH,
          TRACK_UNKNOWN,
          PIPELINES_UNKNOWN,
          APP_ANY ->
          new NotUnderstood("answer-needed");
    };
  }
}
