package customerio.agent.customerio;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A short reason out of an error that Customer.io reported: {@code identifiers.id:invalid}.
 *
 * <p>Customer.io's own words may quote what the application sent, so only words of the API's
 * vocabulary pass, and of a field only the part above what the application named itself.
 */
final class ErrorCode {
  private static final Set<String> FIELDS =
      Set.of(
          "type",
          "action",
          "identifiers",
          "id",
          "email",
          "phone",
          "cio_id",
          "anonymous_id",
          "object_id",
          "object_type_id",
          "cio_object_id",
          "name",
          "timestamp",
          "attributes",
          "device",
          "token",
          "platform",
          "last_used",
          "cio_relationships",
          "primary",
          "secondary",
          "batch",
          "ids",
          "data",
          "delivery_id",
          "metric",
          "event");
  private static final Set<String> REASONS =
      Set.of(
          "invalid",
          "required",
          "missing",
          "parse_error",
          "too_long",
          "too_large",
          "unknown",
          "not_found",
          "unsupported",
          "duplicate",
          "conflict",
          "suppressed",
          "forbidden");
  private static final Pattern SEPARATORS = Pattern.compile("[./\\[\\]]+");

  private ErrorCode() {}

  /**
   * @param error {@code {"reason":…,"field":…,"message":…}}
   */
  static String of(RawObject error) {
    String field = field(error.string("field"));
    String reason = reason(error.string("reason"));
    return field.isEmpty() ? reason : field + ':' + reason;
  }

  private static String field(String path) {
    StringBuilder known = new StringBuilder();
    for (String step : SEPARATORS.split(path == null ? "" : path)) {
      if (!FIELDS.contains(step)) {
        break;
      }
      known.append(known.isEmpty() ? "" : ".").append(step);
      if (step.equals("attributes") || step.equals("data")) {
        break;
      }
    }
    return known.toString();
  }

  private static String reason(String reason) {
    String word = reason == null ? "" : reason.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
    return REASONS.contains(word) ? word : "refused";
  }
}
