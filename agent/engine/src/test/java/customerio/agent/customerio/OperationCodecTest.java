package customerio.agent.customerio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class OperationCodecTest {

  @Property(tries = 500)
  void anyOperation_comesBackWhole(@ForAll("operations") Operation op) throws Exception {
    assertThat(OperationCodec.decode(OperationCodec.encode(op)))
        .usingRecursiveComparison()
        .isEqualTo(op);
  }

  @Test
  void everyEndpointAndRegion_hasACode() throws Exception {
    for (Endpoint endpoint : Endpoint.values()) {
      for (Region region : Region.values()) {
        Operation op = operation(endpoint, region);
        assertThat(OperationCodec.decode(OperationCodec.encode(op)))
            .usingRecursiveComparison()
            .isEqualTo(op);
      }
    }
  }

  /** What is in a queue today must be readable by every later version. */
  @Test
  void bytes_areFrozen() {
    Operation op =
        new Operation("I", 1, Endpoint.TRACK_EVENT, Region.EU, -2, "POST", "/é", null, b("{}"), "");
    assertThat(OperationCodec.encode(op))
        .containsExactly(
            1, 10, 1, 0, 0, 0, 0, 0, 0, 0, 1, -1, -1, -1, -1, -1, -1, -1, -2, 2, 'I', 5, 'P', 'O',
            'S', 'T', 4, '/', 0xC3, 0xA9, 0, 1, '{', '}');
  }

  @Test
  void codes_areFrozen() {
    byte[] codes = new byte[Endpoint.values().length];
    for (Endpoint endpoint : Endpoint.values()) {
      codes[endpoint.ordinal()] = OperationCodec.encode(operation(endpoint, Region.US))[1];
    }
    assertThat(codes)
        .containsExactly(
            3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26,
            27, 28, 0, 1, 2);
  }

  @Property(tries = 500)
  void anyPrefix_beforeTheBody_isMalformed(@ForAll("operations") Operation op, @ForAll int seed) {
    byte[] whole = OperationCodec.encode(op);
    int withoutBody = whole.length - op.body().length;
    int length = Math.floorMod(seed, withoutBody);
    assertThatThrownBy(() -> OperationCodec.decode(Arrays.copyOf(whole, length)))
        .isInstanceOf(MalformedOperationException.class);
  }

  @Property(tries = 2000)
  void anyBytes_areReadOrMalformed_neverMore(@ForAll byte[] bytes) {
    readsOrIsMalformed(bytes);
  }

  @Property(tries = 2000)
  void anyDamage_isReadOrMalformed_neverMore(
      @ForAll("operations") Operation op, @ForAll int at, @ForAll byte with) {
    byte[] damaged = OperationCodec.encode(op);
    damaged[Math.floorMod(at, damaged.length)] = with;
    readsOrIsMalformed(damaged);
  }

  @Test
  void messages_quoteNothing() {
    byte[] secret = OperationCodec.encode(operation(Endpoint.TRACK_EVENT, Region.US));
    secret[0] = 9;
    assertThatThrownBy(() -> OperationCodec.decode(secret))
        .isInstanceOf(MalformedOperationException.class)
        .hasMessage("operation of unknown version 9");
    secret[0] = 1;
    secret[1] = 99;
    assertThatThrownBy(() -> OperationCodec.decode(secret))
        .hasMessage("operation of unknown endpoint 99");
  }

  @Test
  void hugeLength_allocatesNothing() {
    byte[] bytes = Arrays.copyOf(new byte[] {1, 10, 0}, 24);
    Arrays.fill(bytes, 19, 23, (byte) 0xFF);
    bytes[23] = 7;
    assertThatThrownBy(() -> OperationCodec.decode(bytes))
        .isInstanceOf(MalformedOperationException.class)
        .hasMessage("operation cut off after 24 bytes");
  }

  @Test
  void lonelySurrogate_isNotEncoded() {
    Operation op =
        new Operation(
            "I", 1, Endpoint.TRACK_EVENT, Region.US, 0, "POST", "/\uD800", null, b(""), null);
    assertThatThrownBy(() -> OperationCodec.encode(op))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a text of the operation is no valid Unicode");
  }

  @Provide
  Arbitrary<Operation> operations() {
    Arbitrary<String> texts =
        Arbitraries.strings()
            .ofMaxLength(300)
            .map(s -> new String(s.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    return Combinators.combine(
            texts,
            Arbitraries.longs(),
            Arbitraries.of(Endpoint.class),
            Arbitraries.of(Region.class),
            Arbitraries.longs(),
            texts,
            texts.injectNull(0.2),
            Arbitraries.bytes().array(byte[].class).ofMaxSize(200))
        .as(
            (text, captured, endpoint, region, credential, target, nullable, body) ->
                new Operation(
                    text,
                    captured,
                    endpoint,
                    region,
                    credential,
                    endpoint.method(),
                    target,
                    nullable,
                    body,
                    nullable == null ? text : null));
  }

  private static void readsOrIsMalformed(byte[] bytes) {
    try {
      Operation read = OperationCodec.decode(bytes);
      assertThat(OperationCodec.encode(read)).isEqualTo(bytes);
    } catch (MalformedOperationException expected) {
      assertThat(expected).hasMessageStartingWith("operation ");
    }
  }

  private static Operation operation(Endpoint endpoint, Region region) {
    return new Operation("I", 1, endpoint, region, 2, "M", "/t", "c", b("body"), "p");
  }

  private static byte[] b(String text) {
    return Operations.utf8(text);
  }
}
