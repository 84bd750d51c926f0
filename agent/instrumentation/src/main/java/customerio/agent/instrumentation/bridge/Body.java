package customerio.agent.instrumentation.bridge;

import customerio.agent.capture.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * The content of one message, without its framing. Reading past its end changes nothing, so the
 * next message can be read from the stream below.
 */
abstract class Body extends InputStream {
  final InputStream in;

  Body(InputStream in) {
    this.in = in;
  }

  /** A request without a length has no body. */
  static Body ofRequest(Headers headers, InputStream in) throws IOException {
    return of(headers, in, new Counted(in, 0));
  }

  /** The body of a response without a length ends with its connection. */
  static Body ofResponse(int status, Headers headers, InputStream in) throws IOException {
    return status < 200 || status == 204 || status == 304
        ? new Counted(in, 0)
        : of(headers, in, new ToTheEnd(in));
  }

  private static Body of(Headers headers, InputStream in, Body otherwise) throws IOException {
    String coding = headers.first("Transfer-Encoding");
    String length = headers.first("Content-Length");
    if (coding != null) {
      if (length != null || !coding.toLowerCase(Locale.ROOT).strip().equals("chunked")) {
        throw new MalformedMessageException("a framing that is not unambiguous");
      }
      return new Chunked(in);
    }
    return length == null ? otherwise : new Counted(in, parse(length));
  }

  private static long parse(String length) throws MalformedMessageException {
    for (int i = 0; i < length.length(); i++) {
      if (length.charAt(i) < '0' || length.charAt(i) > '9') {
        throw new MalformedMessageException("a length that is no number");
      }
    }
    if (length.isEmpty() || length.length() > 18) {
      throw new MalformedMessageException("a length that is no number");
    }
    return Long.parseLong(length);
  }

  /** Whether all of it has been read, so that the connection can be used again. */
  abstract boolean isAtEnd();

  /** How many bytes are still to come, -1 when only the end will tell. */
  abstract long remaining();

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public abstract int read(byte[] bytes, int offset, int length) throws IOException;

  private static final class Counted extends Body {
    private long left;

    Counted(InputStream in, long length) {
      super(in);
      left = length;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = in.read(bytes, offset, (int) Math.min(length, left));
      if (read < 0) {
        throw new MalformedMessageException("the body is cut off");
      }
      left -= read;
      return read;
    }

    @Override
    boolean isAtEnd() {
      return left == 0;
    }

    @Override
    long remaining() {
      return left;
    }
  }

  private static final class ToTheEnd extends Body {

    ToTheEnd(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return in.read(bytes, offset, length);
    }

    /** There is nothing behind it. */
    @Override
    boolean isAtEnd() {
      return false;
    }

    @Override
    long remaining() {
      return -1;
    }
  }
}
