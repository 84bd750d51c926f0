package customerio.agent.customerio;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Operations as bytes, for the queue.
 *
 * <pre>
 *   version  endpoint  region  captured at  credential │ id method target content-type traceparent │ body
 *   1 byte   1 byte    1 byte  8 bytes      8 bytes    │ each: length + 1, or 0 for null; UTF-8   │ rest
 * </pre>
 *
 * Integers are big-endian, lengths are of one to five bytes (seven bits each, low bits first).
 * There is no checksum: the queue has one.
 */
public final class OperationCodec {
  private static final byte VERSION = 1;
  private static final int FIXED = 3 + 2 * Long.BYTES;

  /** The position is what is on disk: only ever append. */
  private static final List<Endpoint> ENDPOINTS =
      List.of(
          Endpoint.TRACK_UNKNOWN,
          Endpoint.PIPELINES_UNKNOWN,
          Endpoint.APP_ANY,
          Endpoint.TRACK_REGION,
          Endpoint.TRACK_IDENTIFY,
          Endpoint.TRACK_DELETE,
          Endpoint.TRACK_ADD_DEVICE,
          Endpoint.TRACK_DELETE_DEVICE,
          Endpoint.TRACK_SUPPRESS,
          Endpoint.TRACK_UNSUPPRESS,
          Endpoint.TRACK_EVENT,
          Endpoint.TRACK_ANONYMOUS_EVENT,
          Endpoint.TRACK_SUBMIT_FORM,
          Endpoint.TRACK_MERGE,
          Endpoint.TRACK_METRICS,
          Endpoint.TRACK_PUSH_EVENTS,
          Endpoint.TRACK_PUSH_EVENTS_BARE,
          Endpoint.TRACK_SEGMENT_ADD,
          Endpoint.TRACK_SEGMENT_REMOVE,
          Endpoint.TRACK_UNSUBSCRIBE,
          Endpoint.TRACK_ENTITY,
          Endpoint.TRACK_BATCH,
          Endpoint.PIPELINES_IDENTIFY,
          Endpoint.PIPELINES_TRACK,
          Endpoint.PIPELINES_PAGE,
          Endpoint.PIPELINES_SCREEN,
          Endpoint.PIPELINES_GROUP,
          Endpoint.PIPELINES_ALIAS,
          Endpoint.PIPELINES_BATCH);

  private static final List<Region> REGIONS = List.of(Region.US, Region.EU);

  private OperationCodec() {}

  /**
   * @throws IllegalArgumentException a text is no valid Unicode, so it cannot have been sent
   */
  public static byte[] encode(Operation op) {
    byte[][] texts = {
      utf8(op.id()),
      utf8(op.method()),
      utf8(op.target()),
      utf8(op.contentType()),
      utf8(op.traceparent())
    };
    int size = FIXED + op.body().length;
    for (byte[] text : texts) {
      size += text == null ? 1 : lengthBytes(text.length + 1) + text.length;
    }
    ByteBuffer out = ByteBuffer.allocate(size);
    out.put(VERSION);
    out.put((byte) ENDPOINTS.indexOf(op.endpoint()));
    out.put((byte) REGIONS.indexOf(op.region()));
    out.putLong(op.capturedAtMillis());
    out.putLong(op.credential());
    for (byte[] text : texts) {
      putText(out, text);
    }
    return out.put(op.body()).array();
  }

  /**
   * @throws MalformedOperationException these are no operation that this version can read
   */
  public static Operation decode(byte[] bytes) throws MalformedOperationException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      byte version = in.get();
      if (version != VERSION) {
        throw new MalformedOperationException("operation of unknown version " + version);
      }
      Endpoint endpoint = element(ENDPOINTS, in.get(), "endpoint");
      Region region = element(REGIONS, in.get(), "region");
      long capturedAtMillis = in.getLong();
      long credential = in.getLong();
      String id = present(text(in), "id");
      String method = present(text(in), "method");
      String target = present(text(in), "target");
      String contentType = text(in);
      String traceparent = text(in);
      byte[] body = new byte[in.remaining()];
      in.get(body);
      return new Operation(
          id,
          capturedAtMillis,
          endpoint,
          region,
          credential,
          method,
          target,
          contentType,
          body,
          traceparent);
    } catch (BufferUnderflowException truncated) {
      throw new MalformedOperationException("operation cut off after " + bytes.length + " bytes");
    }
  }

  private static byte[] utf8(String text) {
    if (text == null) {
      return null;
    }
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException lonelySurrogate) {
      throw new IllegalArgumentException("a text of the operation is no valid Unicode");
    }
  }

  private static void putText(ByteBuffer out, byte[] text) {
    int length = text == null ? 0 : text.length + 1;
    while (length > 127) {
      out.put((byte) (length | 128));
      length >>>= 7;
    }
    out.put((byte) length);
    if (text != null) {
      out.put(text);
    }
  }

  private static int lengthBytes(int length) {
    return Math.max(1, (38 - Integer.numberOfLeadingZeros(length)) / 7);
  }

  private static String text(ByteBuffer in) throws MalformedOperationException {
    int length = length(in);
    if (length == 0) {
      return null;
    }
    if (length - 1 > in.remaining()) {
      throw new BufferUnderflowException();
    }
    ByteBuffer text = in.slice(in.position(), length - 1);
    in.position(in.position() + length - 1);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
    } catch (CharacterCodingException invalid) {
      throw new MalformedOperationException("operation with a text that is not UTF-8");
    }
  }

  private static int length(ByteBuffer in) throws MalformedOperationException {
    long length = 0;
    for (int shift = 0; shift <= 28; shift += 7) {
      byte next = in.get();
      length |= (long) (next & 127) << shift;
      if (next >= 0) {
        if (length > Integer.MAX_VALUE || next == 0 && shift > 0) {
          break;
        }
        return (int) length;
      }
    }
    throw new MalformedOperationException("operation with an impossible length");
  }

  private static <T> T element(List<T> list, byte index, String what)
      throws MalformedOperationException {
    if (index < 0 || index >= list.size()) {
      throw new MalformedOperationException("operation of unknown " + what + ' ' + index);
    }
    return list.get(index);
  }

  private static String present(String text, String what) throws MalformedOperationException {
    if (text == null) {
      throw new MalformedOperationException("operation without " + what);
    }
    return text;
  }
}
