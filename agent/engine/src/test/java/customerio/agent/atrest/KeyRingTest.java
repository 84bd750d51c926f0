package customerio.agent.atrest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class KeyRingTest {
  private static final int CONTEXT = 5;
  private static final int AT = 9;

  @Property(tries = 200)
  void whatIsSealed_opensWithItsKeyAndNoOther(
      @ForAll @Size(max = 300) byte[] payload, @ForAll @IntRange(max = 3) int others) {
    byte[] buffer = sealed(KeyRings.of("a").newSeal(), payload);

    assertThat(open(KeyRings.of("xyz".substring(0, others) + "a"), buffer)).isEqualTo(payload);
    assertThat(open(KeyRings.of("bcd"), buffer)).isNull();
    assertThat(open(KeyRing.NONE, buffer)).isNull();
  }

  /** The key id says which key to take, the rest is covered by the tag. */
  @Test
  void everyFlippedBit_isNoticed() {
    byte[] payload = "payload".getBytes(StandardCharsets.US_ASCII);
    byte[] buffer = sealed(KeyRings.of("a").newSeal(), payload);
    KeyRing ring = KeyRings.of("ab");
    for (int bit = 0; bit < buffer.length * Byte.SIZE; bit++) {
      int at = bit / Byte.SIZE;
      boolean bound = at < CONTEXT || at >= AT;
      buffer[at] ^= (byte) (1 << bit % Byte.SIZE);
      assertThat(open(ring, buffer)).as("bit %d", bit).isEqualTo(bound ? null : payload);
      buffer[at] ^= (byte) (1 << bit % Byte.SIZE);
    }
    assertThat(open(ring, buffer)).isEqualTo(payload);
  }

  @Test
  void whatIsTooShortToBeSealed_doesNotOpen() {
    byte[] buffer = sealed(KeyRings.of("a").newSeal(), new byte[0]);
    for (int count = 0; count < Seal.OVERHEAD; count++) {
      assertThat(KeyRings.of("a").open(buffer, 0, CONTEXT, AT, count)).isNull();
    }
    assertThat(open(KeyRings.of("a"), buffer)).isEmpty();
  }

  /** GCM is broken by the second message under one key and nonce. */
  @Test
  void keyAndNonce_neverComeTwice_whateverIsSealed() {
    KeyRing ring = KeyRings.of("a");
    Set<String> seen = new HashSet<>();
    Set<String> ciphertexts = new HashSet<>();
    for (int file = 0; file < 100; file++) {
      Seal seal = ring.newSeal();
      for (int record = 0; record < 20; record++) {
        byte[] buffer = sealed(seal, new byte[16]);
        int salt = AT + Seal.SALT_AT;
        assertThat(seen.add(hex(buffer, salt, AT + Seal.CIPHERTEXT_AT))).isTrue();
        assertThat(ciphertexts.add(hex(buffer, AT + Seal.CIPHERTEXT_AT, buffer.length))).isTrue();
      }
    }
  }

  @Test
  void manyThreads_openWhatManySealsHaveSealed() {
    KeyRing ring = KeyRings.of("ab");
    List<CompletableFuture<Void>> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      byte[] payload = new byte[100 + i];
      Arrays.fill(payload, (byte) i);
      Seal seal = ring.newSeal();
      threads.add(
          CompletableFuture.runAsync(
              () -> {
                for (int n = 0; n < 500; n++) {
                  assertThat(open(ring, sealed(seal, payload))).isEqualTo(payload);
                }
              }));
    }
    threads.forEach(CompletableFuture::join);
  }

  @Test
  void idsOfKeys_differAndAreNoPartOfThem() {
    assertThat(KeyRings.id('a')).isNotEqualTo(KeyRings.id('b')).matches("[0-9a-f]{16}");
    assertThat(KeyRings.of("ab").toString())
        .isEqualTo("AES-256-GCM, [key %s, key %s]", KeyRings.id('a'), KeyRings.id('b'))
        .doesNotContain("6161");
  }

  private static byte[] sealed(Seal seal, byte[] payload) {
    byte[] buffer = new byte[AT + payload.length + Seal.OVERHEAD];
    Arrays.fill(buffer, 0, CONTEXT, (byte) 7);
    seal.seal(payload, buffer, 0, CONTEXT, AT);
    return buffer;
  }

  private static byte[] open(KeyRing ring, byte[] buffer) {
    return ring.open(buffer, 0, CONTEXT, AT, buffer.length - AT);
  }

  private static String hex(byte[] bytes, int from, int to) {
    return HexFormat.of().formatHex(bytes, from, to);
  }
}
