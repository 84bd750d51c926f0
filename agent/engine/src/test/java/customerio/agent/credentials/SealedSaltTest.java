package customerio.agent.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.atrest.KeyRing;
import customerio.agent.atrest.KeyRings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The salt of all fingerprints and hashes, over changes of the key. What waits on disk has the
 * hashes of its time, and its order holds as long as they stay the same.
 */
class SealedSaltTest {
  private static final String SECRET = "Basic c2l0ZTprZXk=";
  private static final String PERSON = "email:canary@example.com";

  @TempDir Path directory;
  private final List<String> log = new ArrayList<>();

  @Test
  void hashes_areTheSame_whateverBecomesOfTheKeys() {
    CredentialVault plain = open(KeyRing.NONE);
    long fingerprint = plain.learn(SECRET);
    long person = plain.hash(PERSON);
    plain.accepted(fingerprint);

    List<KeyRing> history =
        List.of(
            KeyRings.of("a"),
            KeyRings.of("ba"),
            KeyRings.of("b"),
            KeyRings.plain("b"),
            KeyRing.NONE,
            KeyRings.of("c"));
    for (KeyRing keys : history) {
      CredentialVault next = open(keys);
      assertThat(next.missingKey()).as("%s", keys).isNull();
      assertThat(next.hash(PERSON)).as("%s", keys).isEqualTo(person);
      assertThat(next.learn(SECRET)).as("%s", keys).isEqualTo(fingerprint);
      assertThat(next.standing(fingerprint)).as("%s", keys).isEqualTo(Standing.PROVEN);
    }
    assertThat(log).isEmpty();
  }

  /** Whoever has it can try a list of addresses on the hashes. */
  @Test
  void F41_theSalt_isInNoFile_onceItIsSealed() throws Exception {
    open(KeyRing.NONE);
    byte[] salt = Base64.getDecoder().decode(Files.readAllLines(file()).get(0));

    open(KeyRings.of("a"));

    assertThat(files()).containsExactly(file());
    byte[] now = Files.readAllBytes(file());
    assertThat(contains(now, salt)).isFalse();
    assertThat(new String(now, StandardCharsets.ISO_8859_1))
        .startsWith("sealed ")
        .doesNotContain(Base64.getEncoder().encodeToString(salt), HexFormat.of().formatHex(salt));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void F40_aSaltWhoseKeyIsMissing_isKept_andNothingIsRemembered() throws Exception {
    long person = open(KeyRings.of("a")).hash(PERSON);
    byte[] before = Files.readAllBytes(file());

    for (KeyRing keys : List.of(KeyRing.NONE, KeyRings.of("b"), KeyRings.plain("b"))) {
      CredentialVault without = open(keys);
      assertThat(KeyRing.text(without.missingKey())).isEqualTo(KeyRings.id('a'));
      assertThat(without.hash(PERSON)).isNotEqualTo(person);
      without.accepted(without.learn(SECRET));
    }

    assertThat(files()).containsExactly(file());
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
    assertThat(open(KeyRings.of("a")).hash(PERSON)).isEqualTo(person);
    assertThat(log).isEmpty();
  }

  @Test
  void F40_aTamperedSalt_isPutAsideWithOneLine() throws Exception {
    open(KeyRings.of("a"));
    String line = Files.readAllLines(file()).get(0);
    byte[] sealed = Base64.getDecoder().decode(line.substring("sealed ".length()));
    sealed[sealed.length - 1] ^= 1;
    Files.writeString(file(), "sealed " + Base64.getEncoder().encodeToString(sealed) + '\n');

    assertThat(open(KeyRings.of("a")).missingKey()).isNull();

    assertThat(log)
        .singleElement()
        .asString()
        .contains("credentials is damaged and was put aside as credentials.damaged");
    assertThat(Files.readAllLines(file()).get(0)).startsWith("sealed ");
  }

  @Test
  void eachRotation_sealsTheSaltAnew() throws Exception {
    open(KeyRings.of("a"));
    String first = Files.readString(file());
    open(KeyRings.of("a"));
    assertThat(Files.readString(file())).isEqualTo(first);
    open(KeyRings.of("ba"));
    assertThat(Files.readString(file())).isNotEqualTo(first);
  }

  private CredentialVault open(KeyRing keys) {
    return CredentialVault.open(directory, keys, log::add);
  }

  private Path file() {
    return directory.resolve("credentials");
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(directory)) {
      return files.toList();
    }
  }

  private static boolean contains(byte[] all, byte[] part) {
    for (int at = 0; at + part.length <= all.length; at++) {
      if (Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
        return true;
      }
    }
    return false;
  }
}
