package customerio.agent.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialVaultTest {
  private static final String SECRET = "Basic " + base64("site-1:key-??>>1");

  @TempDir Path directory;
  private final List<String> log = new ArrayList<>();

  @Test
  void standing_acceptedOnce_isProvenInTheNextRun() {
    CredentialVault first = open();
    long fingerprint = first.learn(SECRET);
    assertThat(first.standing(fingerprint)).isEqualTo(Standing.UNKNOWN);
    first.accepted(fingerprint);

    CredentialVault second = open();

    assertThat(second.learn(SECRET)).isEqualTo(fingerprint);
    assertThat(second.standing(fingerprint)).isEqualTo(Standing.PROVEN);
  }

  @Test
  void authorization_isNotKnownAfterARestart_untilItIsSaidAgain() {
    long fingerprint = open().learn(SECRET);
    CredentialVault second = open();
    List<Long> learned = new ArrayList<>();
    second.onLearned(learned::add);

    assertThat(second.authorization(fingerprint)).isNull();
    second.learn(SECRET);

    assertThat(second.authorization(fingerprint)).isEqualTo(SECRET);
    assertThat(learned).containsExactly(fingerprint);
  }

  @Test
  void learn_bothBase64AlphabetsNameTheSameCredential() {
    CredentialVault vault = open();
    String urlSafe = "basic " + SECRET.substring(6).replace('+', '-').replace('/', '_');

    assertThat(SECRET).containsAnyOf("+", "/");
    assertThat(vault.learn(urlSafe)).isEqualTo(vault.learn(SECRET));
  }

  @Test
  void learn_differentCredentialsDiffer() {
    CredentialVault vault = open();

    assertThat(vault.learn("Bearer a")).isNotEqualTo(vault.learn("Bearer b"));
  }

  @Test
  void standing_refusedIsForgottenByTheNextRun() {
    CredentialVault first = open();
    first.refused(first.learn(SECRET));

    assertThat(open().standing(first.learn(SECRET))).isEqualTo(Standing.UNKNOWN);
  }

  /** Its first operations wait in the queue: in the next run nothing may overtake them. */
  @Test
  void standing_assumed_isAssumedInTheNextRun() {
    CredentialVault first = open();
    long fingerprint = first.learn(SECRET);
    first.assumed(fingerprint);

    assertThat(open().standing(fingerprint)).isEqualTo(Standing.ASSUMED);

    first.accepted(fingerprint);
    assertThat(open().standing(fingerprint)).isEqualTo(Standing.PROVEN);
  }

  @Test
  void assumed_neverTakesBackAProof() {
    CredentialVault vault = open();
    long fingerprint = vault.learn(SECRET);
    vault.accepted(fingerprint);
    vault.assumed(fingerprint);

    assertThat(vault.standing(fingerprint)).isEqualTo(Standing.PROVEN);
  }

  @Test
  void noCredential_needsNoProof() {
    assertThat(open().standing(CredentialVault.NONE)).isEqualTo(Standing.PROVEN);
  }

  @Test
  void directory_holdsNoSecretAndIsTheOwnersAlone() throws Exception {
    CredentialVault vault = open();
    vault.accepted(vault.learn(SECRET));

    try (var files = Files.list(directory.resolve("queue"))) {
      List<Path> found = files.toList();
      assertThat(found).hasSize(1);
      assertThat(Files.readString(found.get(0), UTF_8))
          .doesNotContain("site-1", "key-", SECRET.substring(6));
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(found.get(0))))
          .isEqualTo("rw-------");
    }
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("queue"))))
        .isEqualTo("rwx------");
  }

  @Test
  void tornLastLine_isNoCredential() throws Exception {
    CredentialVault first = open();
    first.accepted(first.learn(SECRET));
    Path file = directory.resolve("queue").resolve("credentials");
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.length() - 4));

    assertThat(open().standing(first.learn(SECRET))).isEqualTo(Standing.UNKNOWN);
    assertThat(log).isEmpty();
  }

  @Test
  void unusableDirectory_isSaidOnceAndRemembersNothing() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));

    CredentialVault vault = CredentialVault.open(file, log::add);
    vault.accepted(vault.learn(SECRET));

    assertThat(vault.standing(vault.learn(SECRET))).isEqualTo(Standing.PROVEN);
    assertThat(log)
        .containsExactly(
            "the file "
                + file.resolve("credentials")
                + " cannot be used (FileAlreadyExistsException); accepted credentials are not"
                + " remembered; make the directory writable for this user or set queue.dir");
  }

  private CredentialVault open() {
    return CredentialVault.open(directory.resolve("queue"), log::add);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
