package customerio.agent.customerio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {
  private static final SecretKeySpec KEY = WebhookSignature.key("signing-key");
  private static final String TIMESTAMP = "1613063089";
  private static final byte[] BODY =
      "{\"metric\":\"opened\",\"to\":\"Zoë\"}".getBytes(StandardCharsets.UTF_8);

  /** Computed by Python's hmac. */
  private static final String SIGNATURE =
      "0a976560d924d73b735bc679b72299a864b2cf7d5fe47540c93151755060f0f6";

  @Test
  void signature_isThatOfOtherImplementations() {
    WebhookSignature signature = WebhookSignature.begin(KEY, TIMESTAMP);
    signature.update(BODY, 0, BODY.length);

    assertThat(signature.isFinally(WebhookSignature.parse(SIGNATURE))).isTrue();
  }

  @Property(tries = 200)
  void body_mayComeInAnyPieces(
      @ForAll @IntRange(max = 31) int first, @ForAll @IntRange(max = 31) int second) {
    WebhookSignature signature = WebhookSignature.begin(KEY, TIMESTAMP);
    byte[] expected = WebhookSignature.parse(SIGNATURE);
    int from = Math.min(first, BODY.length);
    int to = Math.max(from, Math.min(second, BODY.length));

    signature.update(BODY, 0, from);
    assertThat(signature.isNow(expected)).isEqualTo(from == BODY.length);
    signature.update(BODY, from, to - from);
    assertThat(signature.isNow(expected)).isEqualTo(to == BODY.length);
    signature.update(BODY, to, BODY.length - to);

    assertThat(signature.isNow(expected)).isTrue();
    assertThat(signature.isFinally(expected)).isTrue();
  }

  @Property(tries = 256)
  void eachBit_counts(@ForAll @IntRange(max = 255) int bit) {
    byte[] other = WebhookSignature.parse(SIGNATURE);
    other[bit / 8] ^= (byte) (1 << bit % 8);
    WebhookSignature signature = WebhookSignature.begin(KEY, TIMESTAMP);
    signature.update(BODY, 0, BODY.length);

    assertThat(signature.isNow(other)).isFalse();
    assertThat(signature.isFinally(other)).isFalse();
  }

  @Test
  void timestamp_isSignedToo() {
    WebhookSignature signature = WebhookSignature.begin(KEY, "1613063090");
    signature.update(BODY, 0, BODY.length);

    assertThat(signature.isFinally(WebhookSignature.parse(SIGNATURE))).isFalse();
  }

  @Test
  void header_isSixtyFourHexadecimalDigits() {
    assertThat(WebhookSignature.parse(' ' + SIGNATURE.toUpperCase(Locale.ROOT)))
        .isEqualTo(HexFormat.of().parseHex(SIGNATURE));
    assertThat(WebhookSignature.parse(SIGNATURE.substring(2))).isNull();
    assertThat(WebhookSignature.parse(SIGNATURE.replace('a', 'g'))).isNull();
    assertThat(WebhookSignature.parse(SIGNATURE.replace('a', '\u0661'))).isNull();
    assertThat(WebhookSignature.parse("")).isNull();
  }
}
