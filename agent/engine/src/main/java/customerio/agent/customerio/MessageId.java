package customerio.agent.customerio;

import java.util.UUID;

/**
 * The {@code messageId} of a Pipelines call that has none. A ULID and a UUID of version 7 have the
 * same layout but for six bits, so one becomes the other without a hash; the bits by which the
 * ULIDs of one millisecond differ are the lowest and survive.
 */
final class MessageId {
  private static final long VERSION_7 = 0x7000L;
  private static final long VERSION_BITS = 0xF000L;
  private static final long VARIANT = 1L << 63;
  private static final long VARIANT_BITS = 3L << 62;

  private MessageId() {}

  /** The same for the same operation, always. An id that is no ULID serves as it is. */
  static String of(String operationId) {
    if (!Ulid.isUlid(operationId)) {
      return operationId;
    }
    long high = Ulid.high(operationId) & ~VERSION_BITS | VERSION_7;
    long low = Ulid.low(operationId) & ~VARIANT_BITS | VARIANT;
    return new UUID(high, low).toString();
  }
}
