package customerio.agent.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.atrest.KeyRing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** A 200 that was under way when the refusal came is no acceptance. */
  @Test
  void refusedWhenAsked_isRefusedUntilItIsAcceptedWhenAsked() {
    CredentialVault vault = open();
    long fingerprint = vault.learn(SECRET);
    List<Long> learned = new ArrayList<>();
    vault.onLearned(learned::add);

    vault.refusedWhenAsked(fingerprint);
    vault.accepted(fingerprint);
    assertThat(vault.standing(fingerprint)).isEqualTo(Standing.REFUSED);
    assertThat(vault.mayBeProbed(fingerprint)).isFalse();
    assertThat(learned).isEmpty();

    vault.acceptedWhenAsked(fingerprint);
    assertThat(vault.standing(fingerprint)).isEqualTo(Standing.PROVEN);
    assertThat(vault.mayBeProbed(fingerprint)).isTrue();
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

    CredentialVault vault = CredentialVault.open(file, KeyRing.NONE, log::add);
    vault.accepted(vault.learn(SECRET));

    assertThat(vault.standing(vault.learn(SECRET))).isEqualTo(Standing.PROVEN);
    assertThat(log)
        .containsExactly(
            "the file "
                + file.resolve("credentials")
                + " cannot be used (FileAlreadyExistsException); accepted credentials are not"
                + " remembered; make the directory writable for this user or set queue.dir");
  }

  /** A backlog from an outage must not be overtaken by the first call after a restart. */
  @Test
  void assumed_isRememberedByTheNextRun() {
    CredentialVault first = open();
    long fingerprint = first.learn(SECRET);
    first.assumed(fingerprint);

    CredentialVault second = open();
    assertThat(second.standing(fingerprint)).isEqualTo(Standing.ASSUMED);
    second.accepted(fingerprint);

    assertThat(open().standing(fingerprint)).isEqualTo(Standing.PROVEN);
  }

  @Test
  void assumed_neverTakesBackARefusal() {
    CredentialVault vault = open();
    long fingerprint = vault.learn(SECRET);
    vault.refused(fingerprint);
    vault.assumed(fingerprint);

    assertThat(vault.standing(fingerprint)).isEqualTo(Standing.REFUSED);
  }

  /** Whoever can choose the header of a relayed call must not be able to fill the heap. */
  @Test
  void strangers_areForgottenAndTheProvenKept() {
    CredentialVault vault = open();
    vault.accepted(vault.learn(SECRET));
    for (int i = 0; i < 5_000; i++) {
      vault.refused(vault.learn("Bearer " + i));
    }

    assertThat(vault.known()).isLessThanOrEqualTo(1_001);
    assertThat(vault.authorization(vault.learn(SECRET))).isEqualTo(SECRET);
    assertThat(vault.standing(vault.learn(SECRET))).isEqualTo(Standing.PROVEN);
  }

  /** Operations from the time before the refusal wait: what comes first must not overtake them. */
  @Test
  void strangers_areForgottenAndTheRefusedThatWasProvenKept() {
    CredentialVault vault = open();
    long fingerprint = vault.learn(SECRET);
    vault.accepted(fingerprint);
    vault.refused(fingerprint);
    for (int i = 0; i < 5_000; i++) {
      vault.refused(vault.learn("Bearer " + i));
    }

    assertThat(vault.authorization(fingerprint)).isEqualTo(SECRET);
    assertThat(vault.standing(fingerprint)).isEqualTo(Standing.REFUSED);
  }

  @Test
  void strangerThatWasForgotten_isLearnedAgain() {
    CredentialVault vault = open();
    long fingerprint = vault.learn(SECRET);
    for (int i = 0; i < 5_000; i++) {
      vault.learn("Bearer " + i);
    }
    List<Long> learned = new ArrayList<>();
    vault.onLearned(learned::add);

    assertThat(vault.learn(SECRET)).isEqualTo(fingerprint);
    assertThat(vault.authorization(fingerprint)).isEqualTo(SECRET);
    assertThat(learned).containsExactly(fingerprint);
  }

  @Test
  void faultOfTheListener_isNotTheCallers() {
    CredentialVault vault = open();
    vault.onLearned(
        fingerprint -> {
          throw new IllegalStateException("stopped");
        });

    long fingerprint = vault.learn(SECRET);
    vault.accepted(fingerprint);

    assertThat(vault.standing(fingerprint)).isEqualTo(Standing.PROVEN);
  }

  /** A machine that lost power leaves empty files; others put things where they do not belong. */
  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "c2hvcnQ=\n", "# not ours\n", "\u00e4\n"})
  void damagedSalt_isPutAsideAndReplaced(String content) throws Exception {
    Path file = directory.resolve("queue").resolve("credentials");
    Files.createDirectory(directory.resolve("queue"));
    Files.writeString(file, content, UTF_8);

    CredentialVault first = open();
    first.accepted(first.learn(SECRET));

    assertThat(open().standing(first.learn(SECRET))).isEqualTo(Standing.PROVEN);
    assertThat(Files.readString(directory.resolve("queue").resolve("credentials.damaged"), UTF_8))
        .isEqualTo(content);
    assertThat(log)
        .containsExactly(
            "the file "
                + file
                + " is damaged and was put aside as credentials.damaged; operations that earlier"
                + " runs left cannot be matched with a credential any more and will expire");
  }

  @Test
  void lineThatIsNoFingerprint_doesNotCostTheOthers() throws Exception {
    CredentialVault first = open();
    Path file = directory.resolve("queue").resolve("credentials");
    Files.writeString(file, "sixteen letters!\n", StandardOpenOption.APPEND);
    first.accepted(first.learn(SECRET));

    assertThat(open().standing(first.learn(SECRET))).isEqualTo(Standing.PROVEN);
    assertThat(log).isEmpty();
  }

  @Test
  void tornLine_doesNotTakeTheNextOneAlong() throws Exception {
    CredentialVault first = open();
    Path file = directory.resolve("queue").resolve("credentials");
    Files.writeString(file, "0123abc", StandardOpenOption.APPEND);
    CredentialVault second = open();
    second.accepted(second.learn(SECRET));

    assertThat(open().standing(first.learn(SECRET))).isEqualTo(Standing.PROVEN);
  }

  @Test
  void goingToAndFro_doesNotGrowTheFile() throws Exception {
    CredentialVault vault = open();
    Path file = directory.resolve("queue").resolve("credentials");
    long fingerprint = vault.learn(SECRET);
    vault.accepted(fingerprint);
    long size = Files.size(file);
    vault.refused(fingerprint);
    vault.accepted(fingerprint);

    assertThat(Files.size(file)).isEqualTo(size);
  }

  @Test
  void jvmsThatStartTogether_agreeOnTheSalt() throws Exception {
    CyclicBarrier together = new CyclicBarrier(8);
    List<CompletableFuture<Long>> fingerprints = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      fingerprints.add(
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  together.await();
                } catch (InterruptedException | BrokenBarrierException e) {
                  throw new IllegalStateException(e);
                }
                return CredentialVault.open(directory.resolve("queue"), KeyRing.NONE, line -> {})
                    .learn(SECRET);
              },
              task -> new Thread(task).start()));
    }

    assertThat(fingerprints.stream().map(CompletableFuture::join).distinct()).hasSize(1);
  }

  private CredentialVault open() {
    return CredentialVault.open(directory.resolve("queue"), KeyRing.NONE, log::add);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
