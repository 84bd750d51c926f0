package customerio.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import customerio.simulator.Family;
import customerio.simulator.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/**
 * Replies with the headers of recorded live exchanges (test fixtures of customerio-node 5, recorded
 * 2026-05-27). Bodies end in a newline: that is where the third byte of the live {@code
 * content-length: 3} comes from.
 */
public final class Replies {

  private static final Map<String, String> EVERYWHERE =
      ordered(
          "content-type", "application/json; charset=utf-8",
          "strict-transport-security", "max-age=31536000; includeSubDomains",
          "via", "1.1 google",
          "alt-svc", "h3=\":443\"; ma=2592000,h3-29=\":443\"; ma=2592000");

  private static final Map<String, String> TRACK =
      ordered(
          "access-control-allow-origin", "*",
          "cache-control", "no-cache, no-store, must-revalidate, max-age=0");

  private static final Map<String, String> APP =
      ordered(
          "access-control-allow-origin", "https://fly.customer.io",
          "access-control-allow-credentials", "true",
          "cache-control", "must-revalidate,no-cache,no-store",
          "expires", "0",
          "pragma", "no-cache",
          "x-frame-options", "SAMEORIGIN",
          "x-content-type-options", "nosniff",
          "x-xss-protection", "1; mode=block",
          "referrer-policy", "no-referrer-when-downgrade");

  private Replies() {}

  /** 200 and an empty object, three bytes with its newline. */
  public static ApiReply done(Family family) {
    return json(family, 200, Json.object());
  }

  public static ApiReply json(Family family, int status, JsonNode body) {
    byte[] json = Json.bytes(body);
    byte[] line = Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    return of(family, status, line);
  }

  public static ApiReply text(Family family, int status, String body) {
    return of(family, status, body.getBytes(StandardCharsets.UTF_8));
  }

  public static ApiReply noContent(Family family) {
    ApiReply reply = of(family, 204, new byte[0]);
    Map<String, String> headers = new LinkedHashMap<>(reply.headers());
    headers.remove("content-type");
    return new ApiReply(204, headers, reply.body(), false);
  }

  /** The shape {@code meta.error}, for requests that are wrong as a whole. */
  public static ApiReply metaError(Family family, int status, String message) {
    ObjectNode body = Json.object();
    body.putObject("meta").put("error", message);
    return json(family, status, body);
  }

  /** The shape {@code meta.errors}, for fields that are wrong. */
  public static ApiReply metaErrors(Family family, int status, List<String> messages) {
    ObjectNode body = Json.object();
    messages.forEach(body.putObject("meta").putArray("errors")::add);
    return json(family, status, body);
  }

  public static ApiReply unauthorized(Family family) {
    return refusal(family, 401, "unauthorized");
  }

  /** For requests that reached no endpoint, in the shape of their family. */
  public static ApiReply refusal(Family family, int status, String message) {
    return family == Family.APP
        ? errors(family, status, message)
        : metaError(family, status, message);
  }

  /** The shape {@code errors[]{detail,status}}, the App API's outside of sends. */
  public static ApiReply errors(Family family, int status, String detail) {
    ObjectNode body = Json.object();
    body.putArray("errors")
        .addObject()
        .put("detail", detail)
        .put("status", Integer.toString(status));
    return json(family, status, body);
  }

  private static ApiReply of(Family family, int status, byte[] body) {
    Map<String, String> headers = new LinkedHashMap<>(EVERYWHERE);
    headers.putAll(family == Family.APP ? APP : TRACK);
    if (family != Family.APP) {
      // a header, not the status line: so it was recorded
      headers.put("status", status + " " + HttpStatus.getMessage(status));
    }
    return new ApiReply(status, headers, body, family == Family.APP);
  }

  private static Map<String, String> ordered(String... namesAndValues) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return headers;
  }
}
