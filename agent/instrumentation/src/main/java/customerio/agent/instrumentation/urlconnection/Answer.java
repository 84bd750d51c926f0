package customerio.agent.instrumentation.urlconnection;

import customerio.agent.capture.Header;
import customerio.agent.capture.Reply;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A reply the way {@link java.net.HttpURLConnection} shows it: line 0 is the status line, and it
 * has no name.
 */
final class Answer {
  private final int status;
  private final List<Header> lines;
  private final AnswerBody body;
  private final boolean bodyless;

  Answer(Reply reply) {
    status = reply.status();
    lines = new ArrayList<>();
    String reason = reply.reason();
    lines.add(new Header(null, "HTTP/1.1 " + status + (reason.isEmpty() ? "" : ' ' + reason)));
    lines.addAll(reply.headers().lines());
    body = new AnswerBody(reply.body());
    bodyless = status == 204 || status == 304 || "0".equals(value("Content-Length"));
  }

  int status() {
    return status;
  }

  InputStream body() {
    return body;
  }

  void close() {
    body.close();
  }

  /** The JDK gives such a connection back at once, and then it counts as not connected. */
  boolean bodyless() {
    return bodyless;
  }

  String name(int line) {
    return line < 0 || line >= lines.size() ? null : lines.get(line).name();
  }

  String value(int line) {
    return line < 0 || line >= lines.size() ? null : lines.get(line).value();
  }

  /** The last line of that name: the JDK searches from the end. */
  String value(String name) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      String candidate = lines.get(i).name();
      if (name == null ? candidate == null : name.equalsIgnoreCase(candidate)) {
        return lines.get(i).value();
      }
    }
    return null;
  }

  /**
   * Names are keys as spelled, the status line stands under null. Names and the values of one name
   * come in the JDK's order: out of a hash map that was filled in the order of {@link FieldOrder}.
   */
  Map<String, List<String>> fields() {
    Map<String, List<String>> fields = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      Header line = lines.get(FieldOrder.LAST_LINE_FIRST ? lines.size() - 1 - i : i);
      fields.computeIfAbsent(line.name(), name -> new ArrayList<>()).add(line.value());
    }
    fields.replaceAll((name, values) -> Collections.unmodifiableList(values));
    return Collections.unmodifiableMap(fields);
  }
}
