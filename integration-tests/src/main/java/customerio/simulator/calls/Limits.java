package customerio.simulator.calls;

import java.nio.charset.StandardCharsets;

/**
 * Customer.io's documented limits, in bytes of UTF-8. "KB" is taken as 1000 bytes, as
 * rudder-transformer #5303 found and Customer.io's own Go library does.
 */
public final class Limits {

  public static final int IDENTIFIER = 150;
  public static final int EVENT_NAME = 100;
  public static final int ATTRIBUTE_NAME = 150;
  public static final int ATTRIBUTE_VALUE = 1_000;
  public static final int ATTRIBUTES = 300;
  public static final int V1_EVENT_DATA = 100_000;
  public static final int ITEM = 32_000;
  public static final int BATCH = 500_000;
  public static final int SEGMENT_IDS = 1_000;

  private Limits() {}

  public static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
