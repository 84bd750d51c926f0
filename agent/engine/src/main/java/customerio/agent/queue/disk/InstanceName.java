package customerio.agent.queue.disk;

import java.util.UUID;

/**
 * The name of an instance's directory: a generation, one above the highest that was there, and a
 * UUID. Names sort by age without any clock, and no pid can be mistaken for another's (in a
 * container it is always 1).
 */
record InstanceName(long generation, UUID id) {
  static final long HIGHEST_GENERATION = 9_999_999_999L;

  private static final int DIGITS = 10;
  private static final int LENGTH = DIGITS + 1 + 36;

  /** Null if it is none. */
  static InstanceName parse(String name) {
    return name.length() == LENGTH ? ofPrefix(name) : null;
  }

  /** Of a file that was named after its instance; null if it was not. */
  static InstanceName ofPrefix(String name) {
    if (name.length() < LENGTH || name.charAt(0) == '-') {
      return null;
    }
    String text = name.substring(0, LENGTH);
    try {
      InstanceName parsed =
          new InstanceName(
              Long.parseLong(text.substring(0, DIGITS)),
              UUID.fromString(text.substring(DIGITS + 1)));
      return parsed.toString().equals(text) ? parsed : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  @Override
  public String toString() {
    return SegmentFiles.digits(generation, DIGITS).concat("-").concat(id.toString());
  }
}
