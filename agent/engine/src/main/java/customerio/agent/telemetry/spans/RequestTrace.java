package customerio.agent.telemetry.spans;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Origin;
import java.util.regex.Pattern;

/**
 * The trace that a request itself names, in the words of W3C Trace Context: so it joins whatever
 * the application traces with, in its own class loader and without an agent.
 */
public record RequestTrace(String traceparent) implements Origin {
  public static final String HEADER = "traceparent";

  /** Version 00; ids of nothing but zeros name no trace. */
  private static final Pattern VALID =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  /**
   * @return otherwise when the request names none
   */
  public static Origin of(Headers headers, Origin otherwise) {
    String text = headers.first(HEADER);
    return text != null && VALID.matcher(text).matches() ? new RequestTrace(text) : otherwise;
  }
}
