package customerio.simulator.http;

import customerio.simulator.Host;
import java.util.List;
import java.util.Map;

/**
 * A request as it was on the wire, complete.
 *
 * @param number 1 for the first request of this simulator
 * @param path raw, still percent-encoded
 * @param query raw; null when there is none
 * @param headers by lower-case name
 */
public record ApiRequest(
    long number,
    Host host,
    String method,
    String path,
    String query,
    Map<String, List<String>> headers,
    byte[] body) {

  /** The first header of that name; null when there is none. */
  public String header(String lowerCaseName) {
    List<String> values = headers.get(lowerCaseName);
    return values == null ? null : values.get(0);
  }

  public String target() {
    return query == null ? path : path + "?" + query;
  }

  public ApiRequest withBody(byte[] newBody) {
    return new ApiRequest(number, host, method, path, query, headers, newBody);
  }
}
