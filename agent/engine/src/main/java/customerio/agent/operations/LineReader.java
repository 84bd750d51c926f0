package customerio.agent.operations;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Handling;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.Region;
import customerio.agent.customerio.Ulid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads what {@link LineWriter} wrote, perhaps changed by hand. What it does not know it leaves
 * alone, as a later version may write more.
 */
final class LineReader {
  private final JsonFactory factory = new JsonFactory();

  Operation read(byte[] line) throws BadLineException {
    Map<String, String> fields = fields(line);
    if (!Integer.toString(LineWriter.FORMAT).equals(fields.get("format"))) {
      throw new BadLineException("is not of format " + LineWriter.FORMAT);
    }
    String id = fields.get("id");
    if (!Ulid.isUlid(id) || Ulid.millis(id) == 0) {
      throw new BadLineException("has no id that is a ULID");
    }
    String method = required(fields, "request.method");
    String target = required(fields, "request.target");
    String destination = required(fields, "destination");
    int dash = Math.max(0, destination.indexOf('-'));
    Api api = constant(Api.class, destination.substring(0, dash), "destination");
    Region region = constant(Region.class, destination.substring(dash + 1), "destination");
    Endpoint endpoint = Endpoint.match(api, method, path(target));
    if (endpoint.handling() != Handling.QUEUED) {
      throw new BadLineException("has a request that is never queued");
    }
    return new Operation(
        id.toUpperCase(Locale.ROOT),
        time(required(fields, "capturedAt")),
        endpoint,
        region,
        credential(fields.getOrDefault("credential", "")),
        method,
        target,
        fields.get("request.contentType"),
        body(fields),
        fields.get("traceparent"));
  }

  /** All scalars, by their path. */
  private Map<String, String> fields(byte[] line) throws BadLineException {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser json = factory.createParser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new BadLineException("is no JSON object");
      }
      fields(json, "", fields);
      if (json.nextToken() != null) {
        throw new BadLineException("has something behind its JSON object");
      }
      return fields;
    } catch (IOException invalid) {
      // its message would quote the line
      throw new BadLineException("is no JSON object");
    }
  }

  private static void fields(JsonParser json, String prefix, Map<String, String> into)
      throws IOException {
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_OBJECT;
        token = json.nextToken()) {
      if (token == null) {
        throw new IOException("cut off");
      }
      String name = prefix + json.currentName();
      JsonToken value = json.nextToken();
      if (value == JsonToken.START_OBJECT && name.equals("request")) {
        fields(json, "request.", into);
      } else if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
        json.skipChildren();
      } else if (value != JsonToken.VALUE_NULL) {
        into.put(name, json.getText());
      }
    }
  }

  private static String required(Map<String, String> fields, String name) throws BadLineException {
    String value = fields.get(name);
    if (value == null || value.isEmpty()) {
      throw new BadLineException("has no " + name);
    }
    return value;
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String word, String field)
      throws BadLineException {
    try {
      return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new BadLineException("has a " + field + " that does not exist");
    }
  }

  private static String path(String target) {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  private static long time(String text) throws BadLineException {
    try {
      return Instant.parse(text).toEpochMilli();
    } catch (DateTimeException | ArithmeticException invalid) {
      throw new BadLineException("has a capturedAt that is no time in ISO 8601");
    }
  }

  private static long credential(String text) throws BadLineException {
    try {
      return text.isEmpty() ? 0 : Long.parseUnsignedLong(text, 16);
    } catch (NumberFormatException invalid) {
      throw new BadLineException("has a credential that is not of 16 hex digits");
    }
  }

  private static byte[] body(Map<String, String> fields) throws BadLineException {
    String text = fields.get("request.body");
    String base64 = fields.get("request.bodyBase64");
    if (text != null && base64 != null) {
      throw new BadLineException("has two bodies");
    }
    try {
      return base64 != null
          ? Base64.getDecoder().decode(base64)
          : text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    } catch (IllegalArgumentException invalid) {
      throw new BadLineException("has a bodyBase64 that is none");
    }
  }
}
