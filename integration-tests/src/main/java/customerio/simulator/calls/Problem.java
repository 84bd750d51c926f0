package customerio.simulator.calls;

/**
 * What is wrong with a call, in the fields of the v2 API's errors.
 *
 * @param field a path such as {@code identifiers.id}
 */
public record Problem(String reason, String field, String message) {

  static Problem required(String field) {
    return new Problem("required", field, field + " is required");
  }

  public static Problem invalid(String field, String message) {
    return new Problem("invalid", field, message);
  }
}
