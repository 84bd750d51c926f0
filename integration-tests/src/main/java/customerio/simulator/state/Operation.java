package customerio.simulator.state;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One thing that was said about one person, object or delivery, whichever API it came by.
 *
 * @param kind the v2 action where there is one: {@code identify}, {@code event}, …
 * @param person null where the operation names nobody
 * @param name of an event, page, screen or metric; else null
 * @param eventId what v1 and v2 deduplicate by; null when absent
 * @param messageId what Pipelines deduplicates by; null when absent
 * @param timestampMillis the time that the caller gave; null when absent
 * @param data attributes, properties or traits as sent; null when absent
 * @param context of a Pipelines call, after the batch's own was applied; null when absent
 */
public record Operation(
    String kind,
    PersonKey person,
    String name,
    String eventId,
    String messageId,
    Long timestampMillis,
    JsonNode data,
    JsonNode context,
    Effect effect) {

  public static Operation of(String kind, PersonKey person) {
    return new Operation(kind, person, null, null, null, null, null, null, Effect.NONE);
  }

  public Operation named(String newName) {
    return new Operation(
        kind, person, newName, eventId, messageId, timestampMillis, data, context, effect);
  }

  public Operation withEventId(String id) {
    return new Operation(kind, person, name, id, messageId, timestampMillis, data, context, effect);
  }

  public Operation withMessageId(String id) {
    return new Operation(kind, person, name, eventId, id, timestampMillis, data, context, effect);
  }

  public Operation at(Long millis) {
    return new Operation(kind, person, name, eventId, messageId, millis, data, context, effect);
  }

  public Operation withData(JsonNode newData) {
    return new Operation(
        kind, person, name, eventId, messageId, timestampMillis, newData, context, effect);
  }

  public Operation withContext(JsonNode newContext) {
    return new Operation(
        kind, person, name, eventId, messageId, timestampMillis, data, newContext, effect);
  }

  public Operation doing(Effect newEffect) {
    return new Operation(
        kind, person, name, eventId, messageId, timestampMillis, data, context, newEffect);
  }
}
