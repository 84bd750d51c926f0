package customerio.agent.telemetry;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.Region;
import customerio.agent.delivery.DeliveryRequest;
import customerio.agent.delivery.Destination;
import java.net.URI;
import java.util.List;

/** Requests as delivery describes them. */
final class Requests {
  static final String PERSON = "jane%40example.com";
  private static final Destination TRACK = new Destination(Api.TRACK, Region.EU, 7);
  private static final URI SERVER = URI.create("https://track-eu.customer.io");

  private Requests() {}

  static Operation event(String id, String traceparent) {
    return new Operation(
        id,
        0,
        Endpoint.TRACK_EVENT,
        Region.EU,
        7,
        "POST",
        "/api/v1/customers/" + PERSON + "/events",
        "application/json",
        new byte[0],
        traceparent);
  }

  static DeliveryRequest single(Operation operation, int attempt) {
    return request(List.of(operation), operation.endpoint().template(), attempt, false, null);
  }

  static DeliveryRequest batch(List<Operation> operations, int attempt, boolean replayed) {
    return request(operations, "/api/v2/batch", attempt, replayed, null);
  }

  static DeliveryRequest relayed(String method, String route, int attempt, String traceparent) {
    return new DeliveryRequest(
        new Destination(Api.APP, Region.US, 8),
        List.of(),
        method,
        route,
        "gateway.example",
        8080,
        9,
        attempt,
        URI.create("http://gateway.example:8080/cio/"),
        false,
        traceparent);
  }

  private static DeliveryRequest request(
      List<Operation> operations, String route, int attempt, boolean replayed, String traceparent) {
    return new DeliveryRequest(
        TRACK,
        operations,
        "POST",
        route,
        SERVER.getHost(),
        443,
        9,
        attempt,
        SERVER,
        replayed,
        traceparent);
  }
}
