package customerio.agent.customerio;

import java.nio.charset.StandardCharsets;

/** Operations as tests need them, captured at {@link #CAPTURED}. */
final class Operations {
  static final String ID = "01KAQ5XB4R0000000000000007";

  /** 2026-05-27T20:02:42.500Z. */
  static final long CAPTURED = 1_779_912_162_500L;

  static final long CAPTURED_SECOND = 1_779_912_162L;

  private Operations() {}

  static Operation track(String method, String target, String body) {
    return operation(Api.TRACK, method, target, utf8(body));
  }

  static Operation pipelines(String target, String body) {
    return operation(Api.PIPELINES, "POST", target, utf8(body));
  }

  static Operation operation(Api api, String method, String target, byte[] body) {
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    return new Operation(
        ID,
        CAPTURED,
        Endpoint.match(api, method, path),
        Region.US,
        42,
        method,
        target,
        "application/json",
        body,
        null);
  }

  static Operation operation(Endpoint endpoint, String target) {
    return new Operation(
        ID, CAPTURED, endpoint, Region.US, 42, "PUT", target, null, utf8("{}"), null);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
