package customerio.agent.management.port;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The head of a request, as far as it matters here.
 *
 * @param path without query, not decoded: what is served has plain names
 * @param query "" when there is none
 * @param host without port; null when the header is missing
 */
public record Request(String method, String path, String query, String host) {

  /** Whether the query has this parameter, set to true or to nothing at all. */
  public boolean asksFor(String parameter) {
    List<String> parameters = Arrays.asList(query.split("&"));
    return parameters.contains(parameter) || parameters.contains(parameter + "=true");
  }

  boolean isHead() {
    return method.equals("HEAD");
  }

  /**
   * @param head up to the empty line
   * @return null when this is no request of HTTP/1.0 or 1.1
   */
  static Request parse(byte[] head, int length) {
    String[] lines = new String(head, 0, length, StandardCharsets.ISO_8859_1).split("\\r?\\n", -1);
    String[] parts = lines[0].split(" ", -1);
    if (parts.length != 3
        || !parts[1].startsWith("/")
        || !(parts[2].equals("HTTP/1.1") || parts[2].equals("HTTP/1.0"))) {
      return null;
    }
    String host = null;
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon < 1) {
        return null;
      }
      if (lines[i].substring(0, colon).equalsIgnoreCase("Host")) {
        if (host != null) {
          return null;
        }
        host = withoutPort(lines[i].substring(colon + 1).trim());
      }
    }
    if (host == null && parts[2].equals("HTTP/1.1")) {
      return null;
    }
    int mark = parts[1].indexOf('?');
    return mark < 0
        ? new Request(parts[0], parts[1], "", host)
        : new Request(parts[0], parts[1].substring(0, mark), parts[1].substring(mark + 1), host);
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon < 0 || host.endsWith("]") ? host : host.substring(0, colon);
  }
}
