package customerio.agent.management.port;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * @param headers beyond those that every answer has
 */
public record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {

  public static Answer of(int status, String contentType, byte[] body) {
    return new Answer(status, contentType, body, Map.of());
  }

  static Answer plain(int status, String line) {
    return of(status, "text/plain; charset=utf-8", (line + '\n').getBytes(StandardCharsets.UTF_8));
  }

  Answer with(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new Answer(status, contentType, body, Map.copyOf(more));
  }

  /** As it goes over the wire; the length is that of the body even where HEAD leaves it out. */
  byte[] bytes(boolean withBody) {
    StringBuilder head = new StringBuilder(256);
    head.append("HTTP/1.1 ").append(status).append(' ').append(phrase()).append("\r\n");
    header(head, "Content-Type", contentType);
    header(head, "Content-Length", Integer.toString(body.length));
    header(head, "Cache-Control", "no-store");
    header(head, "X-Content-Type-Options", "nosniff");
    header(head, "Connection", "close");
    new TreeMap<>(headers).forEach((name, value) -> header(head, name, value));
    byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[start.length + (withBody ? body.length : 0)];
    System.arraycopy(start, 0, all, 0, start.length);
    if (withBody) {
      System.arraycopy(body, 0, all, start.length, body.length);
    }
    return all;
  }

  private static void header(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }

  private String phrase() {
    return switch (status) {
      case 200 -> "OK";
      case 400 -> "Bad Request";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 408 -> "Request Timeout";
      case 431 -> "Request Header Fields Too Large";
      case 500 -> "Internal Server Error";
      case 503 -> "Service Unavailable";
      default -> "Answer";
    };
  }
}
