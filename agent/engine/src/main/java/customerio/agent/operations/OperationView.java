package customerio.agent.operations;

/**
 * An operation as operators see it: no person, no content, no credential.
 *
 * @param id as the header {@code X-Customerio-Agent} of the reply showed it; "" when the record
 *     cannot be read any more
 * @param state {@code waiting}, {@code in-flight}, {@code set-aside} or {@code dead}
 * @param kind such as {@code track.identify}; "" when the record cannot be read any more
 * @param destination API and region, such as {@code track-us}; "" likewise
 * @param credential tells credentials apart: 16 hex digits, a salted hash; "" when the call has
 *     none
 * @param capturedAt ISO 8601, when the application said it
 * @param bytes of the stored operation
 * @param attempts real sends until it was set aside last; 0 when it never was
 * @param notBefore ISO 8601, of what is set aside: until then; "" otherwise
 * @param reason of a dead letter: a code ({@code rejected}, {@code expired}, …) and maybe a detail;
 *     "" otherwise
 * @param givenUpAt ISO 8601, of a dead letter; "" otherwise
 */
public record OperationView(
    String id,
    String state,
    String kind,
    String destination,
    String credential,
    String capturedAt,
    long bytes,
    int attempts,
    String notBefore,
    String reason,
    String givenUpAt) {}
