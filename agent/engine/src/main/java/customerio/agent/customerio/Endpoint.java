package customerio.agent.customerio;

/** One operation of Customer.io's APIs, as its OpenAPI documents list them. */
public enum Endpoint {
  TRACK_UNKNOWN(Api.TRACK, "*", "/*", "unknown", Handling.SYNCHRONOUS),
  PIPELINES_UNKNOWN(Api.PIPELINES, "*", "/*", "unknown", Handling.SYNCHRONOUS),
  APP_ANY(Api.APP, "*", "/*", "app", Handling.SYNCHRONOUS);

  private final Api api;
  private final String method;
  private final String template;
  private final String operationName;
  private final Handling handling;

  Endpoint(Api api, String method, String template, String operationName, Handling handling) {
    this.api = api;
    this.method = method;
    this.template = template;
    this.operationName = operationName;
    this.handling = handling;
  }

  public Api api() {
    return api;
  }

  public String method() {
    return method;
  }

  /** Path with placeholders, safe to show: {@code /api/v1/customers/{identifier}/events}. */
  public String template() {
    return template;
  }

  /** What is done, in the words of spans and logs: {@code identify}, {@code event}, … */
  public String operationName() {
    return operationName;
  }

  public Handling handling() {
    return handling;
  }
}
