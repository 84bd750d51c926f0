package customerio.agent.telemetry.metrics;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import customerio.agent.customerio.SilentLoss;
import customerio.agent.delivery.BreakerState;
import customerio.agent.intake.PassReason;
import java.util.ArrayList;
import java.util.List;

/** The attributes of our metrics, and the values that each can have. */
final class Dimensions {

  /** See {@link #OTHER}. */
  private static final String[] METHODS = {
    "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", Dimensions.OTHER
  };

  /** What the conventions have in place of a value that is not one of a few. */
  static final String OTHER = "_OTHER";

  static final Dimension SYSTEM = Dimension.of("messaging.system", "customerio");

  /** Of what goes through the queue. */
  static final Dimension QUEUED_API =
      Dimension.of(
          "messaging.destination.name",
          new Api[] {Api.TRACK, Api.PIPELINES},
          Dimensions::destination);

  static final Dimension API =
      Dimension.of("messaging.destination.name", Api.values(), Dimensions::destination);

  static final Dimension OPERATION = Dimension.of("messaging.operation.name", "send");
  static final Dimension OPERATION_TYPE = Dimension.of("messaging.operation.type", "send");

  /** Why a request for queued operations came to nothing. */
  static final Dimension SEND_ERROR =
      Dimension.of("error.type", SendError.values(), Dimension::word).whereKnown();

  /** Why an operation was given up. */
  static final Dimension LOSS =
      Dimension.of("error.type", Loss.values(), Dimension::word).whereKnown();

  static final Dimension METHOD = Dimension.of("http.request.method", METHODS);

  static final Dimension STATUS =
      Dimension.open("http.response.status_code", "status, if there was an answer")
          .whereKnown()
          .asNumber();

  static final Dimension HTTP_ERROR =
      Dimension.open("error.type", "a status of 400 or more, `timeout`, `no_answer`").whereKnown();

  static final Dimension SERVER = Dimension.open("server.address", "host of `endpoint.*`");
  static final Dimension PORT = Dimension.open("server.port", "port of `endpoint.*`").asNumber();

  static final Dimension TEMPLATE =
      Dimension.open("url.template", "path of the operation, with placeholders");

  static final Dimension CLIENT =
      Dimension.open("customerio.agent.client", "as in `client.<name>.enabled`");

  static final Dimension OUTCOME =
      Dimension.of("customerio.agent.call.outcome", "answered", "relayed", "passed");

  static final Dimension INTERCEPTION =
      Dimension.of("customerio.agent.call.outcome", "answered", "passed");

  static final Dimension PASS_REASON =
      Dimension.of("customerio.agent.reason", PassReason.values(), Dimension::word);

  static final Dimension INEFFECTIVE =
      Dimension.of("customerio.agent.reason", SilentLoss.values(), Dimension::word);

  static final Dimension QUEUE =
      Dimension.of("customerio.agent.queue.name", "pending", "dead_letter");

  static final Dimension BREAKER =
      Dimension.of("customerio.agent.circuit_breaker.name", places().toArray(String[]::new));

  static final Dimension STATE =
      Dimension.of(
          "customerio.agent.circuit_breaker.state", BreakerState.values(), Dimension::word);

  private Dimensions() {}

  static String destination(Api api) {
    return "customerio." + Dimension.word(api);
  }

  /** Such as {@code track-us}: without the credential, so those of one place share a series. */
  static String breaker(Api api, Region region) {
    return Dimension.word(api) + '-' + Dimension.word(region);
  }

  static String method(String called) {
    return METHOD.values().contains(called) ? called : OTHER;
  }

  private static List<String> places() {
    List<String> places = new ArrayList<>();
    for (Api api : Api.values()) {
      for (Region region : Region.values()) {
        places.add(breaker(api, region));
      }
    }
    return places;
  }
}
