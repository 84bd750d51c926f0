package customerio.agent.management.page;

import com.fasterxml.jackson.core.JsonGenerator;
import customerio.agent.capture.Seam;
import customerio.agent.delivery.Destination;
import customerio.agent.delivery.DestinationState;
import customerio.agent.management.AgentBean;
import customerio.agent.queue.QueueState;
import java.io.IOException;
import java.util.List;

/** Figures as health and status show them; of people and keys there are none. */
final class Details {
  /** An application whose users bring their own keys has thousands. */
  private static final int MAX_DESTINATIONS = 50;

  private final Sources sources;

  Details(Sources sources) {
    this.sources = sources;
  }

  void queue(JsonGenerator json) throws IOException {
    QueueState state = sources.queue().get();
    long oldest = state.oldestCapturedAtMillis();
    json.writeNumberField("depth", state.pending());
    json.writeNumberField("bytes", state.bytes());
    json.writeNumberField("limitBytes", sources.queueLimitBytes());
    Json.seconds(
        json, "oldestAgeSeconds", oldest == 0 ? 0 : Math.max(0, sources.clock().millis() - oldest));
    json.writeNumberField("deadLetters", state.deadLetters());
    json.writeNumberField("dropped", state.dropped());
  }

  void destinations(JsonGenerator json) throws IOException {
    List<DestinationState> states = sources.destinations().get();
    for (DestinationState state : states.subList(0, Math.min(MAX_DESTINATIONS, states.size()))) {
      json.writeObjectFieldStart(state.label());
      json.writeStringField("breaker", AgentBean.breaker(state));
      json.writeNumberField("pending", state.pending());
      json.writeNumberField("peopleHeld", state.held());
      Json.seconds(
          json, "oldestAgeSeconds", state.pending() == 0 ? 0 : state.oldestAge().toMillis());
      json.writeStringField("waitingFor", AgentBean.waitingFor(state));
      LastTimes.Times times =
          sources
              .events()
              .times
              .of(new Destination(state.api(), state.region(), state.credential()));
      Json.time(json, "lastSuccess", times.success());
      Json.time(json, "lastFailure", times.failure());
      json.writeStringField("lastFailureKind", times.failureKind());
      json.writeEndObject();
    }
    if (states.size() > MAX_DESTINATIONS) {
      json.writeNumberField("furtherDestinations", states.size() - MAX_DESTINATIONS);
    }
  }

  void clients(JsonGenerator json) throws IOException {
    for (Seam.Counts client : sources.clients().get()) {
      if (client.present()) {
        json.writeObjectFieldStart(client.client());
        json.writeNumberField("answered", client.answered());
        json.writeNumberField("relayed", client.relayed());
        json.writeNumberField("passed", client.passed());
        json.writeEndObject();
      }
    }
  }

  static void probe(JsonGenerator json, ConnectivityProbe.Result probe, long ageMillis)
      throws IOException {
    Json.seconds(json, "ageSeconds", ageMillis);
    for (ConnectivityProbe.Heard heard : probe.heard()) {
      json.writeObjectFieldStart(HealthReport.name(heard.place()));
      json.writeNumberField("status", heard.echo().status());
      json.writeStringField("failure", heard.echo().failure());
      json.writeNumberField("millis", heard.echo().took().toMillis());
      json.writeEndObject();
    }
  }
}
