package customerio.tests.differential.client;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request, for any client.
 *
 * @param body null for none
 * @param readTimeoutMillis 0 for the client's default
 */
public record Ask(
    String method,
    String url,
    Map<String, String> headers,
    byte[] body,
    Framing framing,
    int readTimeoutMillis) {

  /** How a client gets its body, where it has the choice. */
  public enum Framing {
    BUFFERED,
    /** Can be read once. */
    ONE_SHOT,
    /** Of unknown length. */
    CHUNKED
  }

  public static Ask of(String method, String url, String authorization) {
    return new Ask(method, url, Map.of("Authorization", authorization), null, Framing.BUFFERED, 0);
  }

  public Ask json(String text) {
    return body(text.getBytes(StandardCharsets.UTF_8)).header("Content-Type", "application/json");
  }

  public Ask body(byte[] bytes) {
    return new Ask(method, url, headers, bytes, framing, readTimeoutMillis);
  }

  public Ask header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Ask(method, url, more, body, framing, readTimeoutMillis);
  }

  public Ask without(String header) {
    Map<String, String> less = new LinkedHashMap<>(headers);
    less.remove(header);
    return new Ask(method, url, less, body, framing, readTimeoutMillis);
  }

  public Ask framed(Framing chosen) {
    return new Ask(method, url, headers, body, chosen, readTimeoutMillis);
  }

  public Ask readTimeout(int millis) {
    return new Ask(method, url, headers, body, framing, millis);
  }
}
