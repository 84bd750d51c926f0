package customerio.agent.atrest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "POSIX permissions")
class KeyFileTest {
  private static final String HEX_A = HexFormat.of().formatHex(bytes('a'));
  private static final String BASE64_B = Base64.getEncoder().encodeToString(bytes('b'));
  private static final String HOW = "as from: openssl rand -base64 32";

  @TempDir Path directory;

  @Test
  void theFirstKeyEncrypts_commentsAndBothSpellingsAreRead() throws Exception {
    Path file = file("# of November\n\n  " + HEX_A + "\r\n" + BASE64_B + "\n");
    assertThat(KeyFile.read(file)).hasToString(KeyRings.of("ab").toString());
    assertThat(KeyFile.read(file("# newest first\n" + BASE64_B + '\n' + HEX_A)))
        .hasToString(KeyRings.of("ba").toString());
  }

  @Test
  void theWordPlain_keepsTheKeysForWhatIsEncryptedAlready() throws Exception {
    assertThat(KeyFile.read(file("plain\n" + HEX_A))).hasToString(KeyRings.plain("a").toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|holds no key; write one into it with: openssl rand -base64 32",
        "# nothing|holds no key; write one into it with: openssl rand -base64 32",
        "secret-word|has no key in line 1; a key is 32 bytes as base64 or hex, " + HOW,
        "0011|has no key in line 1; a key is 32 bytes as base64 or hex, " + HOW,
      })
  void whatIsNoKey_isRefusedByItsLineAndNotQuoted(String text, String why) throws Exception {
    Path file = file(text);
    assertThat(refusal(file)).isEqualTo("queue.key-file " + file + ' ' + why);
  }

  @Test
  void aFileThatIsNotThere_isRefused() {
    Path file = directory.resolve("missing");
    assertThat(refusal(file))
        .isEqualTo(
            "queue.key-file %s is not there; give the path of a file with a key a line", file);
  }

  @Test
  void aDirectory_isRefused() {
    assertThat(refusal(directory))
        .isEqualTo(
            "queue.key-file %s is no file; give the path of a file with a key a line", directory);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-"})
  void aFileThatOthersCanOpen_isRefused(String mode) throws Exception {
    Path file = file(HEX_A);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    assertThat(refusal(file))
        .isEqualTo(
            "queue.key-file %s is open to other users of this machine (%s); run chmod 600 on it",
            file, mode);
  }

  @ParameterizedTest
  @ValueSource(strings = {"r--------", "rw-------", "rwx------"})
  void aPrivateFile_isRead(String mode) throws Exception {
    Path file = file(HEX_A);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    assertThat(KeyFile.read(file)).hasToString(KeyRings.of("a").toString());
  }

  /** As Kubernetes mounts a secret, though by root. */
  @Test
  void links_areFollowedToAFileThatIsChecked() throws Exception {
    Path data = Files.createDirectory(directory.resolve("..2026_11"));
    Path file = file(HEX_A);
    Path mounted = Files.move(file, data.resolve("key"));
    Files.createSymbolicLink(directory.resolve("..data"), Path.of("..2026_11"));
    Path link = Files.createSymbolicLink(directory.resolve("key"), Path.of("..data/key"));
    assertThat(KeyFile.read(link)).hasToString(KeyRings.of("a").toString());

    Files.setPosixFilePermissions(mounted, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(refusal(link))
        .isEqualTo(
            "queue.key-file %s is open to other users of this machine (rw-r--r--); run chmod 600"
                + " on it",
            link);
  }

  @Test
  void aLinkInACircle_isRefused() throws Exception {
    Path one = directory.resolve("one");
    Files.createSymbolicLink(one, Path.of("two"));
    Files.createSymbolicLink(directory.resolve("two"), Path.of("one"));
    assertThat(refusal(one))
        .isEqualTo("queue.key-file %s is no file; give the path of a file with a key a line", one);
  }

  /** Tests run as root in containers, and what belongs to root is refused to nobody. */
  @Test
  void aFileOrLinkOfAnotherUser_isRefused() throws Exception {
    Path file = file(HEX_A);
    Path link = Files.createSymbolicLink(directory.resolve("link"), file);
    if (owner(file) == 0) {
      Files.setAttribute(file, "unix:uid", 4711);
    }
    int another = owner(file) + 1;
    String why = " belongs to another user, who could exchange the key; run chown on it";

    assertThat(refusal(() -> KeyFileOwnership.check(file, another)))
        .isEqualTo("queue.key-file " + file + why);
    assertThat(refusal(() -> KeyFileOwnership.check(link, another)))
        .isEqualTo("queue.key-file " + link + why);
  }

  /** It would stand in the log otherwise. */
  @Test
  void aKeyInPlaceOfThePath_isRefusedAndNotShown() {
    for (String key : new String[] {HEX_A, BASE64_B}) {
      assertThat(refusal(Path.of("/srv").resolve(key)))
          .isEqualTo(
              "queue.key-file has a key for its value, which is not shown here; write it into a"
                  + " file that only this user can read and give the file's path");
    }
  }

  private static String refusal(Path file) {
    return refusal(() -> KeyFile.read(file));
  }

  private static String refusal(ThrowingCallable check) {
    return catchThrowableOfType(UnusableKeyException.class, check).getMessage();
  }

  private static int owner(Path file) throws IOException {
    return (int) Files.getAttribute(file, "unix:uid");
  }

  private Path file(String text) throws IOException {
    Path file = directory.resolve("keys");
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  private static byte[] bytes(char letter) {
    byte[] bytes = new byte[AtRestKey.BYTES];
    Arrays.fill(bytes, (byte) letter);
    return bytes;
  }
}
