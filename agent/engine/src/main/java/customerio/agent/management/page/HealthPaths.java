package customerio.agent.management.page;

import com.fasterxml.jackson.core.JsonGenerator;
import customerio.agent.health.Concern;
import customerio.agent.management.port.Answer;
import customerio.agent.management.port.Request;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * {@code /health} in the shape of Spring's Actuator, which monitors know, and what Kubernetes asks.
 *
 * <table>
 *   <caption>Status of the answer</caption>
 *   <tr><th></th><th>/health</th><th>?strict=true</th><th>/ready</th><th>/live</th></tr>
 *   <tr><td>UP</td><td>200</td><td>200</td><td>200</td><td>200</td></tr>
 *   <tr><td>DEGRADED, PAUSED</td><td>200</td><td>503</td><td>200</td><td>200</td></tr>
 *   <tr><td>DOWN</td><td>503</td><td>503</td><td>503</td><td>200</td></tr>
 *   <tr><td>our worker is dead</td><td>503</td><td>503</td><td>503</td><td>503</td></tr>
 * </table>
 */
final class HealthPaths {
  private final Sources sources;
  private final Details details;
  private final ConnectivityProbe probe;
  private final BooleanSupplier isAlive;

  /**
   * @param isAlive whether all goes on that only a restart would bring back
   */
  HealthPaths(Sources sources, ConnectivityProbe probe, BooleanSupplier isAlive) {
    this.sources = sources;
    this.details = new Details(sources);
    this.probe = probe;
    this.isAlive = isAlive;
  }

  Answer health(Request request) {
    HealthReport seen = HealthReport.of(sources.concerns().get());
    HealthReport report = request.asksFor("probe") ? seen.with(probe.ask()) : seen;
    boolean isWell = request.asksFor("strict") ? report.isUp() : !report.isDown();
    return Json.answer(isWell ? 200 : 503, json -> write(report, json));
  }

  Answer ready() {
    HealthReport report = HealthReport.of(sources.concerns().get());
    return Json.answer(report.isDown() ? 503 : 200, json -> summary(report, json));
  }

  Answer live() {
    boolean alive = isAlive.getAsBoolean();
    return Json.answer(
        alive ? 200 : 503, json -> json.writeStringField("status", alive ? "UP" : "DOWN"));
  }

  /** Members of the object that is open. */
  void write(HealthReport report, JsonGenerator json) throws IOException {
    summary(report, json);
    json.writeStringField("version", sources.version());
    json.writeStringField("mode", sources.mode().get());
    json.writeObjectFieldStart("components");
    component(report, Component.DELIVERY, json, details::destinations);
    component(report, Component.QUEUE, json, details::queue);
    component(report, Component.CREDENTIALS, json, any -> {});
    component(report, Component.CLIENTS, json, details::clients);
    if (report.probe() != null) {
      long age = probe.age(report.probe()).toMillis();
      component(
          report, Component.CONNECTIVITY, json, any -> Details.probe(any, report.probe(), age));
    }
    if (!report.reasons(Component.OTHER).isEmpty()) {
      component(report, Component.OTHER, json, any -> {});
    }
    json.writeEndObject();
  }

  private static void summary(HealthReport report, JsonGenerator json) throws IOException {
    json.writeStringField("status", report.status());
    if (!report.isUp()) {
      json.writeStringField("reason", report.reason());
    }
  }

  private static void component(
      HealthReport report, Component component, JsonGenerator json, Json.Content content)
      throws IOException {
    json.writeObjectFieldStart(component.word());
    json.writeStringField("status", report.status(component));
    List<Concern> reasons = report.reasons(component);
    if (!reasons.isEmpty()) {
      json.writeArrayFieldStart("reasons");
      for (Concern reason : reasons) {
        json.writeString(reason.toString());
      }
      json.writeEndArray();
    }
    json.writeObjectFieldStart("details");
    content.write(json);
    json.writeEndObject();
    json.writeEndObject();
  }
}
