package customerio.agent.instrumentation.webhook;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * The container decodes, so that the application gets the very characters it would get; the bytes
 * are won back by encoding them again. In the charsets below that is exact for all that is text:
 * where a replacement character comes by, nobody knows what it replaced.
 */
public final class WatchedReader extends Reader {
  private static final Set<Charset> EXACT =
      Set.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.US_ASCII);

  private static final char REPLACEMENT = '\uFFFD';

  private final Reader original;
  private final WatchedBody body;
  private final CharsetEncoder encoder;
  private final ByteBuffer encoded = ByteBuffer.allocate(512);
  private String halfCharacter = "";

  private WatchedReader(Reader original, Charset charset, WatchedBody body) {
    this.original = original;
    this.body = body;
    encoder = charset.newEncoder();
  }

  /**
   * @param charset in which the reader decodes
   * @return what the application reads in place of it
   */
  public static BufferedReader watch(BufferedReader original, Charset charset, WatchedBody body) {
    if (!EXACT.contains(charset)) {
      body.giveUp();
      return original;
    }
    return new BufferedReader(new WatchedReader(original, charset, body));
  }

  @Override
  public int read(char[] chars, int offset, int length) throws IOException {
    int count = original.read(chars, offset, length);
    if (count < 0) {
      body.read(count);
    } else {
      tell(CharBuffer.wrap(chars, offset, count));
    }
    return count;
  }

  @Override
  public boolean ready() throws IOException {
    return original.ready();
  }

  @Override
  public void close() throws IOException {
    original.close();
  }

  private void tell(CharBuffer read) {
    if (read.chars().anyMatch(character -> character == REPLACEMENT)) {
      body.doubt();
    }
    CharBuffer text = halfCharacter.isEmpty() ? read : CharBuffer.wrap(halfCharacter + read);
    for (CoderResult result = null; result == null || !result.isUnderflow(); ) {
      result = encoder.encode(text, encoded, false);
      body.read(encoded.array(), 0, encoded.position());
      encoded.clear();
      if (result.isError()) {
        body.doubt();
        text.position(text.position() + result.length());
      }
    }
    halfCharacter = text.toString();
  }
}
