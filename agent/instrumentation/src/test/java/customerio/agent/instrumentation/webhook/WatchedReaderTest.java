package customerio.agent.instrumentation.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WatchedReaderTest {
  private final ToldBody told = new ToldBody();

  @Property(tries = 500)
  void text_isToldAsTheBytesItCameFrom(
      @ForAll("texts") String text, @ForAll @IntRange(min = 1, max = 5) int piece)
      throws IOException {
    ToldBody body = new ToldBody();
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);

    assertThat(read(new Trickle(original(raw, StandardCharsets.UTF_8), piece), body))
        .isEqualTo(text);
    assertThat(body.bytes.toByteArray()).isEqualTo(raw);
    assertThat(body.doubtful).isFalse();
    assertThat(body.ends).isPositive();
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
            Arbitraries.integers().between(0, 0x7f),
            Arbitraries.integers().between(0x80, 0x7ff),
            Arbitraries.of(0xfeff, 0x20ac),
            Arbitraries.integers().between(0x10000, 0x10ffff))
        .map(Character::toString)
        .list()
        .ofMaxSize(2_000)
        .map(characters -> String.join("", characters));
  }

  @Test
  void everyByte_isWonBackFromLatin1() throws IOException {
    byte[] raw = new byte[256];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = (byte) i;
    }

    read(original(raw, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1, told);

    assertThat(told.bytes.toByteArray()).isEqualTo(raw);
    assertThat(told.doubtful).isFalse();
  }

  @Test
  void bytesThatAreNoText_areDoubtful() throws IOException {
    byte[] raw = {'{', (byte) 0xff, '}'};

    String text = read(original(raw, StandardCharsets.UTF_8), StandardCharsets.UTF_8, told);

    assertThat(text).isEqualTo("{\uFFFD}");
    assertThat(told.doubtful).isTrue();
  }

  @Test
  void halfACharacter_isDoubtful() throws IOException {
    String text = "a\ud83dz";

    BufferedReader original = new BufferedReader(new StringReader(text));

    assertThat(read(original, StandardCharsets.UTF_8, told)).isEqualTo(text);
    assertThat(told.doubtful).isTrue();
    assertThat(told.bytes.toString(StandardCharsets.UTF_8)).isEqualTo("az");
  }

  @Test
  void otherCharset_isNotWatched() {
    BufferedReader original = original(new byte[0], StandardCharsets.UTF_16);

    assertThat(WatchedReader.watch(original, StandardCharsets.UTF_16, new WatchedBody(null, told)))
        .isSameAs(original);
  }

  private static String read(BufferedReader original, ToldBody body) throws IOException {
    return read(original, StandardCharsets.UTF_8, body);
  }

  private static String read(BufferedReader original, Charset charset, ToldBody body)
      throws IOException {
    StringWriter text = new StringWriter();
    WatchedReader.watch(original, charset, new WatchedBody(null, body)).transferTo(text);
    return text.toString();
  }

  private static BufferedReader original(byte[] raw, Charset charset) {
    return new BufferedReader(new InputStreamReader(new ByteArrayInputStream(raw), charset));
  }

  /** Gives a few characters at a time, as a network does, and so splits pairs. */
  private static final class Trickle extends BufferedReader {
    private final int piece;

    Trickle(BufferedReader original, int piece) {
      super(original);
      this.piece = piece;
    }

    @Override
    public int read(char[] chars, int offset, int length) throws IOException {
      return super.read(chars, offset, Math.min(piece, length));
    }
  }
}
