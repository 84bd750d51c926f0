package customerio.agent.customerio;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/** Our settings of the JSON parser. */
final class Json {

  /**
   * No charset detection: what is not UTF-8 is not understood, and byte offsets stay true. Names
   * are not interned, for they are the application's. Buffers come from a small pool rather than
   * from thread-locals, which would stay behind in the application's threads.
   */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .recyclerPool(JsonRecyclerPools.newBoundedPool(32))
          .build();

  private static final int DECODED_AT_ONCE = 1024;

  private Json() {}

  static JsonParser parser(byte[] source, int start, int end) throws IOException {
    return FACTORY.createParser(source, start, end - start);
  }

  /** Writes UTF-8. */
  static JsonGenerator generator(OutputStream target) throws IOException {
    return FACTORY.createGenerator(target);
  }

  /** The text as a JSON string with its quotes. */
  static String quoted(String text) {
    return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Jackson passes over overlong forms and surrogates; the JDK's decoder does not. */
  static boolean isUtf8(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(Math.min(DECODED_AT_ONCE, bytes.length + 1));
    while (true) {
      out.clear();
      var result = decoder.decode(in, out, true);
      if (!result.isOverflow()) {
        return result.isUnderflow();
      }
    }
  }
}
