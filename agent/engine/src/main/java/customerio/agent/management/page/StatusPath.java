package customerio.agent.management.page;

import com.fasterxml.jackson.core.JsonGenerator;
import customerio.agent.capture.Seam;
import customerio.agent.config.EffectiveSetting;
import customerio.agent.management.port.Answer;
import customerio.agent.telemetry.Counters;
import java.io.IOException;

/** {@code /status.json}: the health, and what the page shows beside it. Members may be added. */
final class StatusPath {
  private final Sources sources;
  private final HealthPaths health;

  StatusPath(Sources sources, HealthPaths health) {
    this.sources = sources;
    this.health = health;
  }

  Answer status() {
    return Json.answer(200, this::write);
  }

  private void write(JsonGenerator json) throws IOException {
    Json.time(json, "at", sources.clock().instant());
    health.write(HealthReport.of(sources.concerns().get()), json);
    counters(json);
    pulse(json);
    refusals(json);
    settings(json);
  }

  private void counters(JsonGenerator json) throws IOException {
    Counters.Snapshot counters = sources.counters().get();
    json.writeObjectFieldStart("sinceStart");
    json.writeNumberField("accepted", counters.accepted());
    json.writeNumberField("deduplicated", counters.deduplicated());
    json.writeNumberField("delivered", counters.delivered());
    json.writeNumberField("requests", counters.requests());
    json.writeNumberField("retried", counters.retried());
    json.writeNumberField("rejected", counters.rejected());
    json.writeNumberField("relayed", counters.relayed());
    json.writeNumberField("passedThrough", passedThrough());
    json.writeNumberField("silentlyDropped", counters.silentlyDropped());
    json.writeNumberField("suppressedFaults", counters.suppressed());
    json.writeEndObject();
  }

  /** Counted by their clients' seams, as not all of them come as far as the counters. */
  private long passedThrough() {
    return sources.clients().get().stream().mapToLong(Seam.Counts::passed).sum();
  }

  /** The current beat is left out: until it is over, its rate would be too low. */
  private void pulse(JsonGenerator json) throws IOException {
    var beats = sources.events().pulse.beats();
    json.writeObjectFieldStart("recent");
    json.writeNumberField("secondsPerPoint", Pulse.SECONDS_PER_BEAT);
    json.writeArrayFieldStart("deliveredPerSecond");
    for (Pulse.Beat beat : beats.subList(0, beats.size() - 1)) {
      json.writeNumber(beat.delivered() / (double) Pulse.SECONDS_PER_BEAT);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("slowestDeliverySeconds");
    for (Pulse.Beat beat : beats.subList(0, beats.size() - 1)) {
      if (beat.delivered() == 0) {
        json.writeNull();
      } else {
        json.writeNumber(beat.slowestMillis() / 1_000.0);
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void refusals(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("refusals");
    for (Refusals.Refusal refusal : sources.events().refusals.last()) {
      json.writeStartObject();
      Json.time(json, "at", refusal.at());
      json.writeStringField("kind", refusal.kind());
      json.writeStringField("destination", refusal.destination());
      json.writeStringField("reason", refusal.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void settings(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("settings");
    for (EffectiveSetting setting : sources.settings()) {
      json.writeStartObject();
      json.writeStringField("key", setting.key());
      json.writeStringField("value", setting.value());
      json.writeStringField("source", setting.source());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
