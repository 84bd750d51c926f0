package customerio.agent.telemetry.application;

import customerio.agent.capture.Origin;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Region;
import customerio.agent.delivery.DeliveryObservation;
import customerio.agent.delivery.DeliveryRequest;
import customerio.agent.delivery.SendObservation;
import customerio.agent.telemetry.metrics.Outlet;
import customerio.agent.telemetry.spans.RequestTrace;
import customerio.agent.telemetry.spans.SpanSettings;
import customerio.agent.telemetry.spans.Tracing;
import java.util.ArrayList;
import java.util.List;

/** Writes down what it is told. */
final class NamedApi implements ApplicationApi, Tracing {
  final List<String> told = new ArrayList<>();
  private final String name;
  private final boolean traced;

  /**
   * @param traced whether its threads are in a span
   */
  NamedApi(String name, boolean traced) {
    this.name = name;
    this.traced = traced;
  }

  @Override
  public Tracing tracing(String version, SpanSettings settings) {
    return this;
  }

  @Override
  public Outlet outlet(String version) {
    return Outlet.NONE;
  }

  @Override
  public Origin origin() {
    return Origin.UNKNOWN;
  }

  @Override
  public boolean isTraced(Origin origin) {
    return traced && origin == Origin.UNKNOWN;
  }

  @Override
  public CallSpan call(Endpoint endpoint, Region region, Origin origin) {
    boolean named = origin instanceof RequestTrace;
    told.add(
        endpoint.operationName() + (named ? " in its request's trace" : " in its thread's trace"));
    return new CallSpan() {
      @Override
      public String traceparent(long credential) {
        return name;
      }

      @Override
      public void end(String outcome, String operationId) {
        told.add(outcome + " " + operationId);
      }
    };
  }

  @Override
  public DeliveryObservation delivery(DeliveryRequest request) {
    told.add("delivery");
    return DeliveryObservation.NONE;
  }

  @Override
  public SendObservation relayed(DeliveryRequest request) {
    told.add("relayed");
    return SendObservation.NONE;
  }

  @Override
  public String toString() {
    return name;
  }
}
