package customerio.agent.instrumentation.bridge;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** One chunk for each write: what is behind it buffers. */
final class ChunkedOutput extends FilterOutputStream {
  private static final byte[] LINE_END = {'\r', '\n'};

  ChunkedOutput(OutputStream out) {
    super(out);
  }

  /** A body that is there as a whole. */
  static byte[] whole(byte[] body) {
    ByteArrayOutputStream framed = new ByteArrayOutputStream(body.length + 32);
    try (ChunkedOutput chunks = new ChunkedOutput(framed)) {
      chunks.write(body, 0, body.length);
      chunks.end();
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
    return framed.toByteArray();
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (length > 0) {
      line(Integer.toHexString(length));
      out.write(bytes, offset, length);
      out.write(LINE_END);
    }
  }

  /** The last chunk, without trailers. */
  void end() throws IOException {
    line("0");
    out.write(LINE_END);
  }

  private void line(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.write(LINE_END);
  }
}
