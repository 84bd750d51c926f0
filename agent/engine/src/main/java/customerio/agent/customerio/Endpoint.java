package customerio.agent.customerio;

import static customerio.agent.customerio.Handling.QUEUED;
import static customerio.agent.customerio.Handling.SYNCHRONOUS;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One operation of Customer.io's APIs, as its OpenAPI documents list them.
 *
 * <p>What is {@link Handling#SYNCHRONOUS} has an answer the application can need: the region, the
 * failures of a batch it made itself, whether a form exists. What we do not know is left alone.
 */
public enum Endpoint {
  TRACK_REGION(Api.TRACK, "GET", "/api/v1/accounts/region", "region", SYNCHRONOUS),
  TRACK_IDENTIFY(Api.TRACK, "PUT", "/api/v1/customers/{identifier}", "identify", QUEUED),
  TRACK_DELETE(Api.TRACK, "DELETE", "/api/v1/customers/{identifier}", "delete", QUEUED),
  TRACK_ADD_DEVICE(
      Api.TRACK, "PUT", "/api/v1/customers/{identifier}/devices", "add_device", QUEUED),
  TRACK_DELETE_DEVICE(
      Api.TRACK,
      "DELETE",
      "/api/v1/customers/{identifier}/devices/{device_id}",
      "delete_device",
      QUEUED),
  TRACK_SUPPRESS(Api.TRACK, "POST", "/api/v1/customers/{identifier}/suppress", "suppress", QUEUED),
  TRACK_UNSUPPRESS(
      Api.TRACK, "POST", "/api/v1/customers/{identifier}/unsuppress", "unsuppress", QUEUED),
  TRACK_EVENT(Api.TRACK, "POST", "/api/v1/customers/{identifier}/events", "event", QUEUED),
  TRACK_ANONYMOUS_EVENT(Api.TRACK, "POST", "/api/v1/events", "anonymous_event", QUEUED),
  /** Synchronous: an unknown form id creates a form, and the 204 is what a form backend shows. */
  TRACK_SUBMIT_FORM(
      Api.TRACK, "POST", "/api/v1/forms/{form_id}/submit", "submit_form", SYNCHRONOUS),
  TRACK_MERGE(Api.TRACK, "POST", "/api/v1/merge_customers", "merge", QUEUED),
  TRACK_METRICS(Api.TRACK, "POST", "/api/v1/metrics", "metric", QUEUED),
  TRACK_PUSH_EVENTS(Api.TRACK, "POST", "/api/v1/push/events", "push_metric", QUEUED),
  /** The same as Customer.io's Ruby library spells it, without {@code /api/v1}. */
  TRACK_PUSH_EVENTS_BARE(Api.TRACK, "POST", "/push/events", "push_metric", QUEUED),
  TRACK_SEGMENT_ADD(
      Api.TRACK, "POST", "/api/v1/segments/{segment_id}/add_customers", "segment_add", QUEUED),
  TRACK_SEGMENT_REMOVE(
      Api.TRACK,
      "POST",
      "/api/v1/segments/{segment_id}/remove_customers",
      "segment_remove",
      QUEUED),
  /** Synchronous: behind it a person has just clicked a link and is shown the outcome. */
  TRACK_UNSUBSCRIBE(Api.TRACK, "POST", "/unsubscribe/{delivery_id}", "unsubscribe", SYNCHRONOUS),
  TRACK_ENTITY(Api.TRACK, "POST", "/api/v2/entity", "entity", QUEUED),
  /** Synchronous: a 207 names the items that failed, and applications act on it. */
  TRACK_BATCH(Api.TRACK, "POST", "/api/v2/batch", "batch", SYNCHRONOUS),

  PIPELINES_IDENTIFY(Api.PIPELINES, "POST", "/v1/identify", "identify", QUEUED),
  PIPELINES_TRACK(Api.PIPELINES, "POST", "/v1/track", "event", QUEUED),
  PIPELINES_PAGE(Api.PIPELINES, "POST", "/v1/page", "page", QUEUED),
  PIPELINES_SCREEN(Api.PIPELINES, "POST", "/v1/screen", "screen", QUEUED),
  PIPELINES_GROUP(Api.PIPELINES, "POST", "/v1/group", "group", QUEUED),
  PIPELINES_ALIAS(Api.PIPELINES, "POST", "/v1/alias", "alias", QUEUED),
  /** Queued, unlike Track's: its answer is an empty object whatever became of the items. */
  PIPELINES_BATCH(Api.PIPELINES, "POST", "/v1/batch", "batch", QUEUED),

  TRACK_UNKNOWN(Api.TRACK, "*", "/*", "unknown", SYNCHRONOUS),
  PIPELINES_UNKNOWN(Api.PIPELINES, "*", "/*", "unknown", SYNCHRONOUS),
  APP_ANY(Api.APP, "*", "/*", "app", SYNCHRONOUS);

  private static final Set<String> SENDS =
      Set.of("/v1/send/email", "/v1/send/push", "/v1/send/sms", "/v1/send/inbox_message");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]*}|\\*");

  private static final Endpoint[] TRACK = documented(Api.TRACK);
  private static final Endpoint[] PIPELINES = documented(Api.PIPELINES);

  private final Api api;
  private final String method;
  private final PathTemplate template;
  private final String operationName;
  private final Handling handling;

  Endpoint(Api api, String method, String template, String operationName, Handling handling) {
    this.api = api;
    this.method = method;
    this.template = new PathTemplate(template);
    this.operationName = operationName;
    this.handling = handling;
  }

  /**
   * The operation that a request asks for; what no document lists, a trailing slash or a lower-case
   * method included, is the API's fall-back. Allocates nothing.
   *
   * @param rawPath still percent-encoded, without query
   */
  public static Endpoint match(Api api, String method, String rawPath) {
    return switch (api) {
      case TRACK -> match(TRACK, method, rawPath, TRACK_UNKNOWN);
      case PIPELINES -> match(PIPELINES, method, rawPath, PIPELINES_UNKNOWN);
      case APP -> APP_ANY;
    };
  }

  /**
   * Path without identifiers, to show: the template, or what transactional messages are sent by.
   *
   * @param rawPath still percent-encoded, without query
   */
  public static String route(Api api, String method, String rawPath) {
    return api == Api.APP && SENDS.contains(rawPath)
        ? rawPath
        : match(api, method, rawPath).template();
  }

  public Api api() {
    return api;
  }

  public String method() {
    return method;
  }

  /** Path with placeholders, safe to show: {@code /api/v1/customers/{identifier}/events}. */
  public String template() {
    return template.toString();
  }

  /** A template as a path that can be shown in place of the one that was called. */
  public static String redacted(String template) {
    return PLACEHOLDER.matcher(template).replaceAll("REDACTED");
  }

  /** What is done, in the words of spans and logs: {@code identify}, {@code event}, … */
  public String operationName() {
    return operationName;
  }

  /** As operators write it: {@code track.identify}. */
  public String kind() {
    return api.name().toLowerCase(Locale.ROOT) + '.' + operationName;
  }

  public Handling handling() {
    return handling;
  }

  /** Whether Customer.io asks for one: what reports on deliveries has {@code security: []}. */
  public boolean needsCredential() {
    return switch (this) {
      case TRACK_METRICS, TRACK_PUSH_EVENTS, TRACK_PUSH_EVENTS_BARE, TRACK_UNSUBSCRIBE -> false;
      default -> true;
    };
  }

  /** The still encoded value of a placeholder, counted from 0, in a target that matches. */
  String pathParameter(String target, int index) {
    return template.parameter(target, index);
  }

  private static Endpoint match(
      Endpoint[] candidates, String method, String rawPath, Endpoint fallback) {
    for (Endpoint candidate : candidates) {
      if (candidate.method.equals(method) && candidate.template.matches(rawPath)) {
        return candidate;
      }
    }
    return fallback;
  }

  private static Endpoint[] documented(Api api) {
    return Arrays.stream(values())
        .filter(endpoint -> endpoint.api == api && !endpoint.method.equals("*"))
        .toArray(Endpoint[]::new);
  }
}
