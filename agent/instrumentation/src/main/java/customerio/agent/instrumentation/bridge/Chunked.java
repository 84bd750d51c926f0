package customerio.agent.instrumentation.bridge;

import java.io.IOException;
import java.io.InputStream;

/** RFC 9112, section 7.1. Extensions and trailers are read and dropped. */
final class Chunked extends Body {
  /** Of a size with its extensions, or of one trailer. */
  private static final int MAX_LINE = 4096;

  private static final int MAX_TRAILERS = 64;

  private long left;
  private boolean begun;
  private boolean ended;

  Chunked(InputStream in) {
    super(in);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (ended || length == 0) {
      return ended ? -1 : 0;
    }
    if (left == 0 && !nextChunk()) {
      return -1;
    }
    int read = in.read(bytes, offset, (int) Math.min(length, left));
    if (read < 0) {
      throw new MalformedMessageException("the body is cut off");
    }
    left -= read;
    return read;
  }

  private boolean nextChunk() throws IOException {
    if (begun && !line().isEmpty()) {
      throw new MalformedMessageException("a chunk that is longer than it says");
    }
    begun = true;
    left = size(line());
    if (left > 0) {
      return true;
    }
    for (int trailers = 0; !line().isEmpty(); trailers++) {
      if (trailers == MAX_TRAILERS) {
        throw new MalformedMessageException("too many trailers");
      }
    }
    ended = true;
    return false;
  }

  private static long size(String line) throws MalformedMessageException {
    int end = line.indexOf(';');
    String digits = (end < 0 ? line : line.substring(0, end)).strip();
    if (digits.isEmpty() || digits.length() > 15) {
      throw new MalformedMessageException("a chunk without a size");
    }
    long size = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), 16);
      if (digit < 0) {
        throw new MalformedMessageException("a chunk without a size");
      }
      size = 16 * size + digit;
    }
    return size;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder(16);
    int next;
    while ((next = in.read()) != '\n') {
      if (next < 0) {
        throw new MalformedMessageException("the body is cut off");
      }
      if (line.length() == MAX_LINE) {
        throw new MalformedMessageException("a line of a chunk that is too long");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  boolean isAtEnd() {
    return ended;
  }

  @Override
  long remaining() {
    return -1;
  }
}
