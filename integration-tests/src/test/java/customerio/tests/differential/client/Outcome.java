package customerio.tests.differential.client;

import java.net.http.HttpTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** What a call came to, in lines: an answer, or a failure with all its causes. */
record Outcome(Seen seen, Throwable failure) {

  /** A longer body is told by its length and a hash. */
  private static final int LONG = 400;

  private static final int CAUSES = 10;

  static Outcome of(Callable<Seen> call) {
    try {
      return new Outcome(call.call(), null);
    } catch (Throwable failure) {
      return new Outcome(null, failure);
    }
  }

  List<String> lines() {
    if (failure instanceof NotOffered missing) {
      return List.of("skipped " + missing.getMessage());
    }
    return failure == null ? answer() : causes();
  }

  private List<String> answer() {
    List<String> lines = new ArrayList<>();
    lines.add("status " + seen.status());
    Map<String, String> headers = new TreeMap<>();
    seen.headers()
        .forEach(
            (name, values) ->
                headers.merge(
                    String.valueOf(name).toLowerCase(Locale.ROOT),
                    String.join(", ", values),
                    (a, b) -> a + ", " + b));
    headers.forEach((name, value) -> lines.add("header " + name + ": " + value));
    lines.add("body " + body(seen.body()));
    return lines;
  }

  /** Names of headers as they are given, and in that order. */
  List<String> names() {
    return seen == null
        ? List.of()
        : seen.headers().keySet().stream().map(name -> "name " + name).toList();
  }

  private static String body(String body) {
    if (body == null || body.length() <= LONG) {
      return body == null ? null : body.replace("\n", "\\n");
    }
    return body.length() + " characters, hash " + body.hashCode();
  }

  private List<String> causes() {
    List<String> lines = new ArrayList<>();
    Throwable cause = failure;
    while (cause != null && lines.size() < CAUSES) {
      lines.add("thrown " + cause.getClass().getName() + ": " + cause.getMessage());
      // whatever else had failed by then is its cause, or is not, from run to run
      cause = cause instanceof HttpTimeoutException ? null : cause.getCause();
    }
    return lines;
  }
}
