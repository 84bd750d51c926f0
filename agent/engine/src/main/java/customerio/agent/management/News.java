package customerio.agent.management;

import java.time.Instant;

/**
 * Something happened that an operator may wait for. Names no person and no key.
 *
 * @param before of what has changed; null where something was added
 * @param now of what has changed; null where something was added
 */
record News(NewsKind kind, Instant at, String message, String before, String now) {

  static News of(NewsKind kind, Instant at, String message) {
    return new News(kind, at, message, null, null);
  }
}
