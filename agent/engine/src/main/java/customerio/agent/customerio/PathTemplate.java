package customerio.agent.customerio;

/** A path of the OpenAPI documents, such as {@code /api/v1/customers/{identifier}/events}. */
final class PathTemplate {
  private final String text;

  /** The text split at its slashes; null stands for a placeholder. */
  private final String[] segments;

  PathTemplate(String text) {
    this.text = text;
    this.segments = text.substring(1).split("/");
    for (int i = 0; i < segments.length; i++) {
      if (segments[i].startsWith("{")) {
        segments[i] = null;
      }
    }
  }

  /** A placeholder stands for one segment of at least one character. */
  boolean matches(String rawPath) {
    int at = 0;
    for (String segment : segments) {
      if (at >= rawPath.length() || rawPath.charAt(at) != '/') {
        return false;
      }
      int start = at + 1;
      at = endOfSegment(rawPath, start);
      if (segment == null ? at == start : !isAt(rawPath, start, at, segment)) {
        return false;
      }
    }
    return at == rawPath.length();
  }

  /**
   * @param target a path that matches, with or without a query
   * @param index of the placeholder, from 0
   * @return still percent-encoded; empty when the target is too short to match
   */
  String parameter(String target, int index) {
    int at = 0;
    int remaining = index;
    for (String segment : segments) {
      int start = at + 1;
      at = endOfSegment(target, start);
      if (segment == null && remaining-- == 0) {
        return at <= target.length() ? target.substring(start, at) : "";
      }
    }
    throw new IllegalArgumentException(text + " has no placeholder " + index);
  }

  @Override
  public String toString() {
    return text;
  }

  private static int endOfSegment(String path, int start) {
    int end = start;
    while (end < path.length() && path.charAt(end) != '/' && path.charAt(end) != '?') {
      end++;
    }
    return end;
  }

  private static boolean isAt(String path, int start, int end, String segment) {
    return end - start == segment.length() && path.startsWith(segment, start);
  }
}
