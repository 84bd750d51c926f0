package customerio.agent.customerio;

/**
 * Customer.io's documented limits, in bytes of UTF-8. The documents say "32kb" and "500kb"; the
 * smaller reading of a kilobyte is the one that is right either way.
 */
final class Limits {
  static final int IDENTIFIER = 150;
  static final int ATTRIBUTE_NAME = 150;
  static final int ATTRIBUTE_VALUE = 1000;

  /** Of one person, one object, one call. */
  static final int ATTRIBUTES = 300;

  /** Without the white space around it, which Customer.io trims. */
  static final int EVENT_NAME = 100;

  /** "Event Data: 100000 bytes", Track v1. */
  static final int EVENT_DATA = 100_000;

  /** A v2 entity, an item of either batch, a single Pipelines call. */
  static final int ITEM = 32_000;

  static final int BATCH = 500_000;

  /** Of one change of a segment. */
  static final int SEGMENT_MEMBERS = 1000;

  private Limits() {}
}
