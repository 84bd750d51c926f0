package customerio.agent.telemetry.metrics;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.Region;
import customerio.agent.customerio.SilentLoss;
import customerio.agent.delivery.BreakerState;
import customerio.agent.delivery.Conclusion;
import customerio.agent.delivery.DeliveryRequest;
import customerio.agent.delivery.Destination;
import customerio.agent.delivery.DestinationState;
import customerio.agent.delivery.SendOutcome;
import customerio.agent.delivery.Waiting;
import customerio.agent.intake.PassReason;
import customerio.agent.queue.QueueState;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All that can happen, with the words of a test wherever an application has its say. */
final class Everything {
  private final Metrics metrics;

  /** Of applications and servers; also the hosts, which are the settings' to say. */
  private final List<String> words;

  Everything(Metrics metrics, List<String> words) {
    this.metrics = metrics;
    this.words = words;
  }

  void happen() {
    words.forEach(this::happen);
    metrics.watch(
        () -> new QueueState(3, 4096, 2, 1_000, 1, 1, 1, words.get(0), words.get(0), words.get(0)),
        this::states,
        1 << 20);
  }

  private void happen(String word) {
    for (Endpoint endpoint : Endpoint.values()) {
      calls(endpoint);
      for (Region region : Region.values()) {
        for (long credential : new long[] {7, word.hashCode()}) {
          Destination destination = new Destination(endpoint.api(), region, credential);
          requests(destination, endpoint, word);
          if (endpoint.api() != Api.APP) {
            outcomes(destination, endpoint, word);
          }
        }
      }
    }
    metrics.deliveries().dead(null, null, null, word);
    metrics.deliveries().dropped(5);
    metrics.calls().fault();
  }

  private void calls(Endpoint endpoint) {
    CallMetrics calls = metrics.calls();
    calls.relayed(endpoint.api());
    calls.queued(endpoint.api());
    if (endpoint.api() != Api.APP) {
      calls.deduplicated(endpoint.api());
    }
    for (PassReason reason : PassReason.values()) {
      calls.passed(endpoint.api(), reason);
    }
    for (SilentLoss loss : SilentLoss.values()) {
      calls.ineffective(loss);
    }
    for (String client : List.of("jdk", "okhttp", "apache4", "apache5", "urlconnection")) {
      calls.intercepted(client, true, 30_000);
      calls.intercepted(client, false, 3_000);
    }
  }

  private void requests(Destination destination, Endpoint endpoint, String word) {
    DeliveryMetrics deliveries = metrics.deliveries();
    deliveries.limited(destination, Duration.ofMillis(20));
    deliveries.turnedAway(destination);
    for (BreakerState from : BreakerState.values()) {
      for (BreakerState to : BreakerState.values()) {
        deliveries.breakerChanged(destination, from, to);
      }
    }
    Duration took = Duration.ofMillis(80);
    for (int status = 100; status < 600; status += 7) {
      deliveries
          .sending(request(destination, endpoint, word))
          .ended(new SendOutcome(status, null, false, took));
    }
    for (boolean timedOut : new boolean[] {true, false}) {
      deliveries
          .sending(request(destination, endpoint, word))
          .ended(new SendOutcome(0, word, timedOut, took));
    }
  }

  private static DeliveryRequest request(Destination destination, Endpoint endpoint, String word) {
    List<Operation> operations =
        destination.api() == Api.APP
            ? List.of()
            : List.of(operation(endpoint, destination, word), operation(endpoint, destination, ""));
    return new DeliveryRequest(
        destination,
        operations,
        word,
        endpoint.template(),
        "track.example",
        443,
        900,
        1,
        URI.create("https://track.example"),
        false,
        null);
  }

  private void outcomes(Destination destination, Endpoint endpoint, String word) {
    DeliveryMetrics deliveries = metrics.deliveries();
    for (Conclusion.Outcome outcome : Conclusion.Outcome.values()) {
      deliveries.concluded(new Conclusion(destination, 2, 3, Duration.ofSeconds(1), outcome));
    }
    Operation operation = operation(endpoint, destination, word);
    deliveries.delivered(destination, List.of(operation));
    for (Loss loss : Loss.values()) {
      deliveries.dead(destination, null, operation, Dimension.word(loss) + ": " + word);
    }
    deliveries.dead(destination, null, operation, word);
    deliveries.retried(destination, List.of(operation), word);
    deliveries.redirected(destination, word);
  }

  private static Operation operation(Endpoint endpoint, Destination destination, String word) {
    return new Operation(
        word,
        0,
        endpoint,
        destination.region(),
        destination.credential(),
        word,
        "/api/v1/customers/" + word,
        word,
        word.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        word);
  }

  private List<DestinationState> states() {
    List<DestinationState> states = new ArrayList<>();
    for (Api api : Api.values()) {
      for (Region region : Region.values()) {
        for (BreakerState breaker : BreakerState.values()) {
          states.add(
              new DestinationState(
                  api, region, 7, words.get(0), 1, 1, Duration.ZERO, breaker, Waiting.NOTHING));
        }
      }
    }
    return states;
  }
}
