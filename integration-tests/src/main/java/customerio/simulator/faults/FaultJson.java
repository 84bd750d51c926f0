package customerio.simulator.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import customerio.simulator.Family;
import customerio.simulator.Json;
import customerio.simulator.Region;
import java.util.Locale;
import java.util.Set;

/**
 * Rules as JSON, for the control port:
 *
 * <pre>{@code
 * {"id":"slow", "family":"track", "region":"us", "path":"/v2/batch", "share":0.3, "seed":7,
 *  "times":5, "latencyMillis":50, "status":503, "retryAfter":"2", "body":"…",
 *  "reset":"before|after", "hang":"before|after", "trickle":{"chunkBytes":1,"everyMillis":10},
 *  "closeIdleMillis":100,
 *  "poison":{"event":"bad","person":"id:42",
 *            "style":"multi-status|ok-with-errors|without-index|whole-batch"}}
 * }</pre>
 *
 * Only {@code id} is required.
 */
public final class FaultJson {

  private static final Set<String> FIELDS =
      Set.of(
          "id",
          "family",
          "region",
          "path",
          "share",
          "seed",
          "times",
          "latencyMillis",
          "status",
          "retryAfter",
          "body",
          "reset",
          "hang",
          "trickle",
          "closeIdleMillis",
          "poison");

  private FaultJson() {}

  /**
   * @throws IllegalArgumentException naming what is not understood
   */
  public static FaultRule read(JsonNode json) {
    json.fieldNames()
        .forEachRemaining(
            field -> {
              if (!FIELDS.contains(field)) {
                throw new IllegalArgumentException("a fault has no field " + field);
              }
            });
    String id = Json.text(json, "id");
    if (id == null) {
      throw new IllegalArgumentException("a fault needs an id");
    }
    return new FaultRule(id, scope(json), plan(json), poison(json.get("poison")));
  }

  public static ObjectNode write(FaultRule rule) {
    Scope scope = rule.scope();
    FaultPlan plan = rule.plan();
    ObjectNode json = Json.object().put("id", rule.id());
    if (scope.family() != null) {
      json.put("family", scope.family().label());
    }
    if (scope.region() != null) {
      json.put("region", scope.region().label());
    }
    if (scope.path() != null) {
      json.put("path", scope.path());
    }
    json.put("share", scope.share()).put("seed", scope.seed());
    if (scope.times() != null) {
      json.put("times", scope.times());
    }
    json.put("latencyMillis", plan.latencyMillis());
    if (plan.status() != null) {
      json.put("status", plan.status().status())
          .put("retryAfter", plan.status().retryAfter())
          .put("body", plan.status().body());
    }
    if (plan.cut() != null) {
      json.put(
          plan.cut().isReset() ? "reset" : "hang",
          plan.cut().comesBeforeProcessing() ? "before" : "after");
    }
    if (plan.trickle() != null) {
      json.putObject("trickle")
          .put("chunkBytes", plan.trickle().chunkBytes())
          .put("everyMillis", plan.trickle().everyMillis());
    }
    if (plan.closeIdleMillis() != null) {
      json.put("closeIdleMillis", plan.closeIdleMillis());
    }
    if (rule.poison() != null) {
      json.putObject("poison")
          .put("event", rule.poison().event())
          .put("person", rule.poison().person())
          .put("style", rule.poison().style().label());
    }
    return json;
  }

  private static Scope scope(JsonNode json) {
    String family = Json.text(json, "family");
    String region = Json.text(json, "region");
    return new Scope(
        family == null ? null : Family.valueOf(family.toUpperCase(Locale.ROOT)),
        region == null ? null : Region.valueOf(region.toUpperCase(Locale.ROOT)),
        Json.text(json, "path"),
        json.path("share").asDouble(1),
        json.path("seed").asLong(),
        number(json, "times"));
  }

  private static FaultPlan plan(JsonNode json) {
    JsonNode trickle = json.get("trickle");
    return new FaultPlan(
        json.path("latencyMillis").asLong(),
        json.has("status")
            ? new StatusFault(
                json.get("status").asInt(), Json.text(json, "retryAfter"), Json.text(json, "body"))
            : null,
        cut(Json.text(json, "reset"), Json.text(json, "hang")),
        trickle == null
            ? null
            : new Trickle(
                trickle.path("chunkBytes").asInt(1), trickle.path("everyMillis").asLong()),
        number(json, "closeIdleMillis"));
  }

  private static Cut cut(String reset, String hang) {
    if (reset == null && hang == null) {
      return null;
    }
    String when = (reset == null ? hang : reset).toUpperCase(Locale.ROOT);
    return Cut.valueOf((reset == null ? "HANG_" : "RESET_") + when);
  }

  private static Poison poison(JsonNode json) {
    if (json == null) {
      return null;
    }
    String style = Json.text(json, "style");
    return new Poison(
        Json.text(json, "event"),
        Json.text(json, "person"),
        style == null ? Poison.BatchStyle.MULTI_STATUS : Poison.BatchStyle.of(style));
  }

  private static Long number(JsonNode json, String field) {
    return json.has(field) ? Long.valueOf(json.get(field).asLong()) : null;
  }
}
