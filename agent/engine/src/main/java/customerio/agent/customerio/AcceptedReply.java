package customerio.agent.customerio;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The reply which Customer.io itself gives to an accepted call, as recorded from the live service
 * in May 2026, and one header more that tells it from the real one.
 *
 * <p>All of what speaks about the answer is there: status, type, length, caching, CORS, {@code
 * status} (Customer.io does send it as a header), {@code date} (a server with a clock must; it is
 * the moment of acceptance, from the operation's id). What speaks about the connection is not:
 * {@code via}, {@code strict-transport-security}, {@code alt-svc} would tell the client of hops and
 * protocols that this call never saw, and some act on it.
 *
 * <p>The body is never empty: Segment's Java library takes an empty 200 for a failure and resends.
 *
 * @param headers name and value, in order
 */
public record AcceptedReply(int status, List<Map.Entry<String, String>> headers, byte[] body) {
  private static final String BODY = "{}\n";

  /** RFC 9110's date; the JDK's own RFC 1123 format writes days before the tenth in one digit. */
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  /**
   * @throws IllegalArgumentException nobody may answer that call but Customer.io
   */
  public static AcceptedReply to(Endpoint endpoint, String operationId) {
    if (endpoint.handling() != Handling.QUEUED) {
      throw new IllegalArgumentException(endpoint + " is not answered by us");
    }
    byte[] body = BODY.getBytes(StandardCharsets.US_ASCII);
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    headers.add(Map.entry("Content-Type", "application/json; charset=utf-8"));
    headers.add(Map.entry("Content-Length", Integer.toString(body.length)));
    headers.add(Map.entry("Cache-Control", "no-cache, no-store, must-revalidate, max-age=0"));
    headers.add(Map.entry("Access-Control-Allow-Origin", "*"));
    headers.add(Map.entry("Status", "200 OK"));
    if (Ulid.isUlid(operationId)) {
      headers.add(
          Map.entry("Date", HTTP_DATE.format(Instant.ofEpochMilli(Ulid.millis(operationId)))));
    }
    headers.add(Map.entry("X-Customerio-Agent", "queued; id=" + operationId));
    return new AcceptedReply(200, List.copyOf(headers), body);
  }

  @Override
  public String toString() {
    return "AcceptedReply[" + status + ']';
  }
}
