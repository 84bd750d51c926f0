package customerio.agent.capture;

/**
 * One HTTP request as the application's client was about to put it on the wire.
 *
 * @param scheme {@code http} or {@code https}, lower case
 * @param host as in the URL; may carry upper case or a trailing dot
 * @param port the port of the connection, never -1
 * @param rawPath still percent-encoded: {@code user%40example.com} and {@code user@example.com} are
 *     different resources to an HTTP client; starts with a slash
 * @param rawQuery without the question mark, still encoded; null when the URL has none
 * @param body the bytes as sent, so possibly gzip; empty when there are none. Not copied: the
 *     receiver owns the array.
 */
public record CapturedRequest(
    String method,
    String scheme,
    String host,
    int port,
    String rawPath,
    String rawQuery,
    Headers headers,
    byte[] body) {

  /** Path and query as they stand in the request line. */
  public String target() {
    return rawQuery == null ? rawPath : rawPath + '?' + rawQuery;
  }

  /** Says nothing about a person: paths, headers and bodies hold identifiers and keys. */
  @Override
  public String toString() {
    return "CapturedRequest[" + method + ' ' + host + ", " + body.length + " bytes]";
  }
}
