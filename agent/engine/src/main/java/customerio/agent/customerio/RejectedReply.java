package customerio.agent.customerio;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reply to a call whose operation Customer.io refused, in the shape in which the endpoint
 * itself reports errors. It carries the reason code and nothing that the application sent: the
 * operation may have gone out in a batch, whose answer speaks of other people too.
 *
 * <pre>
 *   rejected: identifiers.id:invalid   400 {"meta":{"error":"identifiers.id:invalid"}}
 *                                          {"errors":[{"reason":"invalid","field":"identifiers.id",…}]}   v2
 *   rejected: too-large                413
 *   misconfigured: status-404          404
 *   expired, unreadable, …             500, for no reason is the call's own
 * </pre>
 */
public record RejectedReply(int status, byte[] body) {
  private static final Pattern CODE =
      Pattern.compile("(rejected|misconfigured): (?:status-([345]\\d\\d)|(.*))");

  /**
   * @param reason as dead letters have it; a short code without personal data
   */
  public static RejectedReply to(Endpoint endpoint, String reason) {
    Matcher code = CODE.matcher(reason);
    if (!code.matches()) {
      return of(endpoint, 500, reason);
    }
    if (code.group(2) != null) {
      return of(endpoint, Integer.parseInt(code.group(2)), reason);
    }
    return of(endpoint, code.group(3).equals("too-large") ? 413 : 400, code.group(3));
  }

  /** The credential is refused, not the operation. */
  public static RejectedReply unauthorized(Endpoint endpoint) {
    return of(endpoint, 401, "unauthorized");
  }

  private static RejectedReply of(Endpoint endpoint, int status, String code) {
    String json =
        endpoint == Endpoint.TRACK_ENTITY && status != 401
            ? entityError(code)
            : "{\"meta\":{\"error\":\"" + escaped(code) + "\"}}";
    return new RejectedReply(status, (json + '\n').getBytes(StandardCharsets.UTF_8));
  }

  private static String entityError(String code) {
    int colon = code.lastIndexOf(':');
    String field = colon < 0 ? "" : code.substring(0, colon);
    String reason = code.substring(colon + 1);
    return "{\"errors\":[{\"reason\":\""
        + escaped(reason)
        + "\",\"field\":\""
        + escaped(field)
        + "\",\"message\":\""
        + escaped(code)
        + "\"}]}";
  }

  /** Codes need no escapes; should one ever hold anything else, the reply is still JSON. */
  private static String escaped(String code) {
    return code.replaceAll("[^A-Za-z0-9 ._:-]", "_");
  }

  /** Name and value of the headers that Customer.io's own error has, in order. */
  public Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json; charset=utf-8");
    headers.put("Content-Length", Integer.toString(body.length));
    headers.put("Cache-Control", "no-cache, no-store, must-revalidate, max-age=0");
    headers.put("Access-Control-Allow-Origin", "*");
    return headers;
  }

  @Override
  public String toString() {
    return "RejectedReply[" + status + ']';
  }
}
