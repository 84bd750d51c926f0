package customerio.agent.telemetry.application;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Origin;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Region;
import customerio.agent.delivery.DeliveryObservation;
import customerio.agent.delivery.DeliveryRequest;
import customerio.agent.delivery.SendObservation;
import customerio.agent.telemetry.spans.SpanSettings;
import customerio.agent.telemetry.spans.Tracing;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Spans of a call go to the OpenTelemetry of the application that makes it, and those of a delivery
 * to that of whoever used its credential last. After a restart, before anybody has, they go to the
 * only one there is. Thread-safe.
 */
public final class ApplicationTracing implements Tracing {
  /** An application that is fed made-up keys does not fill the heap with them. */
  static final int MOST_CREDENTIALS = 1_000;

  /**
   * @param api null when the caller has none
   */
  private record Caller(ApplicationApi api, Tracing tracing, Origin origin) implements Origin {}

  private final ApplicationApis apis;
  private final String version;
  private final SpanSettings settings;
  private final Map<Long, WeakReference<ApplicationApi>> byCredential = new ConcurrentHashMap<>();

  public ApplicationTracing(ApplicationApis apis, String version, SpanSettings settings) {
    this.apis = apis;
    this.version = version;
    this.settings = settings;
  }

  @Override
  public Origin origin() {
    ApplicationApi api = apis.ofCaller();
    Tracing tracing = tracing(api);
    return new Caller(api, tracing, tracing.origin());
  }

  @Override
  public boolean isTraced(Origin origin) {
    return origin instanceof Caller caller && caller.tracing.isTraced(caller.origin);
  }

  @Override
  public Origin origin(Origin origin, Headers headers) {
    return origin instanceof Caller caller
        ? new Caller(caller.api, caller.tracing, caller.tracing.origin(caller.origin, headers))
        : NONE.origin(origin, headers);
  }

  @Override
  public CallSpan call(Endpoint endpoint, Region region, Origin origin) {
    return origin instanceof Caller caller
        ? new Call(caller.tracing.call(endpoint, region, caller.origin), caller.api)
        : NONE.call(endpoint, region, origin);
  }

  @Override
  public DeliveryObservation delivery(DeliveryRequest request) {
    return deliverer(request).delivery(request);
  }

  @Override
  public SendObservation relayed(DeliveryRequest request) {
    return deliverer(request).relayed(request);
  }

  private Tracing deliverer(DeliveryRequest request) {
    WeakReference<ApplicationApi> last = byCredential.get(request.destination().credential());
    ApplicationApi api = last == null ? null : last.get();
    return tracing(api == null ? apis.only() : api);
  }

  private Tracing tracing(ApplicationApi api) {
    return api == null ? NONE : api.tracing(version, settings);
  }

  private void used(long credential, ApplicationApi api) {
    WeakReference<ApplicationApi> last = byCredential.get(credential);
    if (last == null ? byCredential.size() < MOST_CREDENTIALS : !last.refersTo(api)) {
      byCredential.put(credential, new WeakReference<>(api));
    }
  }

  private final class Call implements CallSpan {
    private final CallSpan span;
    private final ApplicationApi api;

    Call(CallSpan span, ApplicationApi api) {
      this.span = span;
      this.api = api;
    }

    @Override
    public String traceparent(long credential) {
      if (api != null) {
        used(credential, api);
      }
      return span.traceparent(credential);
    }

    @Override
    public void end(String outcome, String operationId) {
      span.end(outcome, operationId);
    }
  }
}
