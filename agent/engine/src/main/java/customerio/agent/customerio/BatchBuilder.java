package customerio.agent.customerio;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills one batch request. Not thread-safe.
 *
 * <p>Sizes are counted in the bytes that are sent, punctuation included, and before an item is
 * taken: Pipelines answers 200 to a batch over its limit, and drops it.
 */
public final class BatchBuilder {
  private static final byte[] OPEN = "{\"batch\":[".getBytes(StandardCharsets.US_ASCII);
  private static final String JSON = "application/json";

  private final String target;
  private final int maxOperations;
  private final int maxBytes;
  private final List<byte[]> items = new ArrayList<>();

  private String group;
  private byte[] close;

  /** Of the request as it would be built now. */
  private int bytes;

  /**
   * @param api Track or Pipelines; no other has batches
   * @param maxBytes of the request's body; 500 000, which no batch may exceed, where more is given
   */
  public BatchBuilder(Api api, int maxOperations, int maxBytes) {
    this.target =
        switch (api) {
          case TRACK -> Endpoint.TRACK_BATCH.template();
          case PIPELINES -> Endpoint.PIPELINES_BATCH.template();
          case APP -> throw new IllegalArgumentException("the App API has no batches");
        };
    this.maxOperations = maxOperations;
    this.maxBytes = Math.min(maxBytes, Limits.BATCH);
  }

  /**
   * @return false when the item does not fit any more, or is of another group; nothing has changed
   *     then. An item that does not fit an empty batch fits none.
   */
  public boolean add(BatchItem item) {
    if (items.isEmpty()) {
      return addFirst(item);
    }
    long grown = (long) bytes + 1 + item.json().length;
    if (items.size() >= maxOperations || grown > maxBytes || !item.group().equals(group)) {
      return false;
    }
    items.add(item.json());
    bytes = (int) grown;
    return true;
  }

  public int count() {
    return items.size();
  }

  /**
   * The items in the order they were added, which is the order of the indexes in an answer.
   *
   * @throws IllegalStateException there are none: empty requests have brought Customer.io down once
   */
  public WireRequest build() {
    if (items.isEmpty()) {
      throw new IllegalStateException("a batch without items");
    }
    byte[] body = new byte[bytes];
    int at = append(OPEN, body, 0);
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        body[at++] = ',';
      }
      at = append(items.get(i), body, at);
    }
    append(close, body, at);
    return new WireRequest("POST", target, JSON, body);
  }

  private boolean addFirst(BatchItem item) {
    byte[] closing = (']' + item.group() + '}').getBytes(StandardCharsets.UTF_8);
    long size = (long) OPEN.length + item.json().length + closing.length;
    if (maxOperations < 1 || size > maxBytes) {
      return false;
    }
    group = item.group();
    close = closing;
    bytes = (int) size;
    items.add(item.json());
    return true;
  }

  private static int append(byte[] part, byte[] body, int at) {
    System.arraycopy(part, 0, body, at, part.length);
    return at + part.length;
  }
}
