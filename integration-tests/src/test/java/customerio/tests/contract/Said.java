package customerio.tests.contract;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Calls that are complete: the application has given ids and times itself, so that the agent has
 * nothing to add, however long they wait. And what they are as items of a batch.
 */
final class Said {
  private static final String ULID = "01HB4HBDKTFWYZCK01DMRSW";

  private Said() {}

  static String ulid(int n) {
    return ULID + String.format("%03d", n);
  }

  static String event(int n) {
    return event("e" + n, n, "{\"n\":" + n + "}");
  }

  static String event(String name, int n, String data) {
    return "{\"name\":\""
        + name
        + "\",\"id\":\""
        + ulid(n)
        + "\",\"timestamp\":1700000000,\"data\":"
        + data
        + "}";
  }

  static String eventItem(String identifiers, int n) {
    return eventItem(identifiers, "e" + n, n, "{\"n\":" + n + "}");
  }

  static String eventItem(String identifiers, String name, int n, String data) {
    return "{\"type\":\"person\",\"identifiers\":"
        + identifiers
        + ",\"action\":\"event\",\"id\":\""
        + ulid(n)
        + "\",\"name\":\""
        + name
        + "\",\"timestamp\":1700000000,\"attributes\":"
        + data
        + "}";
  }

  static String identify(String attribute, String value) {
    return "{\"" + attribute + "\":\"" + value + "\",\"_timestamp\":1700000000}";
  }

  static String identifyItem(String identifiers, String attribute, String value) {
    return "{\"type\":\"person\",\"identifiers\":"
        + identifiers
        + ",\"action\":\"identify\",\"timestamp\":1700000000,\"attributes\":{\""
        + attribute
        + "\":\""
        + value
        + "\"}}";
  }

  static String item(String identifiers, String action) {
    return "{\"type\":\"person\",\"identifiers\":"
        + identifiers
        + ",\"action\":\""
        + action
        + "\"}";
  }

  /** As it is on the wire. */
  static String batch(String... items) {
    return batch(List.of(items));
  }

  static String batch(List<String> items) {
    return "POST /api/v2/batch "
        + items.stream().collect(Collectors.joining(",", "{\"batch\":[", "]}"));
  }

  static String id(String value) {
    return "{\"id\":\"" + value + "\"}";
  }

  static String email(String value) {
    return "{\"email\":\"" + value + "\"}";
  }

  /** Of Pipelines. */
  static String track(String user, int n, String members) {
    return "{\"userId\":\""
        + user
        + "\",\"event\":\"e"
        + n
        + "\",\"messageId\":\"m-"
        + n
        + "\",\"timestamp\":\"2026-01-01T00:00:00Z\""
        + members
        + "}";
  }
}
