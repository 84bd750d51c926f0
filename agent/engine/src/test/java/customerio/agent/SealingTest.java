package customerio.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.atrest.KeyRings;
import customerio.agent.config.Settings;
import customerio.agent.config.SettingsReader;
import customerio.agent.health.Concern;
import customerio.agent.health.Concerns;
import customerio.agent.health.Gravity;
import customerio.agent.queue.DurableQueue;
import customerio.agent.queue.Routing;
import customerio.agent.queue.Ticket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a queue's directory with the key file that is given, or is not. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "POSIX permissions")
class SealingTest {
  private static final Routing ROUTING = new Routing(1, 2, 0);
  private static final String CREDENTIAL = "Basic c2l0ZTprZXk=";
  private static final String UNTIL =
      "; until a restart nothing is queued, and what is queued already stays as it is";

  @TempDir Path directory;
  private final List<String> log = new ArrayList<>();
  private final Concerns concerns = new Concerns();

  @Test
  void F40_aQueueThatIsEncrypted_isNeverWrittenPlain_whenTheSettingIsGone() throws Exception {
    try (DurableQueue queue = queue(open(keys('a')))) {
      queue.append(ROUTING, 0, new byte[100]);
    }
    Map<Path, String> before = content();

    Sealing without = open(null);
    String refusal =
        "the queue in %s is encrypted with key %s, and queue.key-file is not set; give that key as a"
                .formatted(queueDirectory(), KeyRings.id('a'))
            + " further line there, or another queue.dir if it is lost"
            + UNTIL;
    assertRefused(without, refusal);
    assertThat(content()).isEqualTo(before);

    log.clear();
    try (DurableQueue queue = queue(open(keys('a')))) {
      List<Ticket> adopted = new ArrayList<>();
      assertThat(queue.adopt(adopted::add)).isEqualTo(1);
      assertThat(queue.read(adopted.get(0))).isEqualTo(new byte[100]);
    }
    assertThat(log).isEmpty();
  }

  @Test
  void F40_aWrongKey_leavesTheQueueAlone() throws Exception {
    queue(open(keys('a'))).close();
    Map<Path, String> before = content();

    Path wrong = keys('b');
    assertRefused(
        open(wrong),
        "the queue in %s is encrypted with key %s, which is not in queue.key-file %s; give that key"
                .formatted(queueDirectory(), KeyRings.id('a'), wrong)
            + " as a further line there, or another queue.dir if it is lost"
            + UNTIL);
    assertThat(content()).isEqualTo(before);
  }

  @Test
  void F41_aKeyFileThatOthersCanRead_isRefused_andNothingIsWritten() throws Exception {
    Path keys = keys('a');
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-r--r--"));

    assertRefused(
        open(keys),
        "queue.key-file %s is open to other users of this machine (rw-r--r--); run chmod 600 on it"
                .formatted(keys)
            + UNTIL);
    assertThat(queueDirectory()).doesNotExist();
  }

  /** The old key was taken out before all that it had encrypted was delivered. */
  @Test
  void operationsOfAKeyThatIsGone_areAHealthReason() throws Exception {
    try (DurableQueue queue = queue(open(keys('a')))) {
      queue.append(ROUTING, 0, new byte[100]);
    }
    queue(open(keys('b', 'a'))).close(); // the salt has the new key from here on

    Sealing rotated = open(keys('b'));
    try (DurableQueue queue = queue(rotated)) {
      assertThat(rotated.now(concerns)).isEmpty();
      assertThat(queue.adopt(ticket -> {})).isZero();
      queue.append(ROUTING, 0, new byte[1]);
      assertThat(queue.state().trouble()).isNull();
    }
    assertThat(rotated.now(concerns))
        .containsExactly(
            new Concern(
                "queue-key-missing",
                "",
                "1 operations of earlier runs wait on disk for a key that is not in"
                    + " queue.key-file; put it there as a further line and restart",
                Gravity.DEGRADED));
  }

  @Test
  void withoutTheSetting_nothingIsEncrypted() throws Exception {
    Sealing plain = open(null);
    byte[] payload = "what was said".getBytes(StandardCharsets.US_ASCII);
    queue(plain).append(ROUTING, 0, payload);
    assertThat(plain.isSealing()).isFalse();
    assertThat(content().values())
        .anyMatch(file -> file.contains(HexFormat.of().formatHex(payload)));
    assertThat(log).isEmpty();
  }

  @Test
  void F41_aDirectoryThatOthersCanWriteTo_isOneLine() throws Exception {
    Files.createDirectory(queueDirectory());
    Files.setPosixFilePermissions(queueDirectory(), PosixFilePermissions.fromString("rwxrwxr-x"));
    queue(open(null)).close();
    assertThat(log)
        .containsExactly(
            "queue.dir %s can be written by other users of this machine (rwxrwxr-x), who can remove"
                    .formatted(queueDirectory())
                + " what waits there; it is used all the same; run chmod 700 on it");
  }

  /** Or what waits on disk could never be matched with its credential. */
  @Test
  void aSaltThatCouldNotBeWritten_isThereBeforeTheFirstOperation() throws Exception {
    Path obstacle = Files.createFile(queueDirectory());
    Sealing sealing = open(null);
    DurableQueue queue = queue(sealing);
    assertThatThrownBy(() -> queue.append(ROUTING, 0, new byte[1])).isInstanceOf(IOException.class);
    long fingerprint = accepted(sealing);
    Files.delete(obstacle);
    queue.append(ROUTING, 0, new byte[1]);
    queue.close();

    assertKnown(fingerprint);
  }

  @Test
  void F09_aDirectoryThatWasRemoved_hasTheSameSaltWhenItIsThereAgain() throws Exception {
    Sealing sealing = open(null);
    DurableQueue queue = queue(sealing);
    long fingerprint = accepted(sealing);
    remove(queueDirectory());
    queue.adopt(ticket -> {});
    queue.append(ROUTING, 0, new byte[1]);
    queue.close();

    assertKnown(fingerprint);
  }

  @Test
  void F09_theFileOfTheSaltThatWasRemoved_isThereAgainAfterAMinute() throws Exception {
    Sealing sealing = open(keys('a'));
    DurableQueue queue = queue(sealing);
    long fingerprint = accepted(sealing);
    queue.append(ROUTING, 0, new byte[1]);
    Files.delete(queueDirectory().resolve("credentials"));
    queue.adopt(ticket -> {}); // each minute
    queue.close();

    assertThat(open(keys('a')).credentials().learn(CREDENTIAL)).isEqualTo(fingerprint);
  }

  /** Under another salt than all that waits, nothing may be queued. */
  @Test
  void aSaltThatCannotBeRead_refusesOperations() throws Exception {
    Path obstacle = Files.createDirectories(queueDirectory().resolve("credentials"));
    Sealing sealing = open(null);
    DurableQueue queue = queue(sealing);
    assertThatThrownBy(() -> queue.append(ROUTING, 0, new byte[1])).isInstanceOf(IOException.class);
    Files.delete(obstacle);
    long other = open(null).credentials().learn(CREDENTIAL);

    assertThatThrownBy(() -> queue.append(ROUTING, 0, new byte[1]))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "the file %s has come to hold another salt than this run began with; restart"
                .formatted(obstacle));
    assertKnown(other);
  }

  private static long accepted(Sealing sealing) {
    long fingerprint = sealing.credentials().learn(CREDENTIAL);
    sealing.credentials().accepted(fingerprint);
    return fingerprint;
  }

  private void assertKnown(long fingerprint) {
    assertThat(open(null).credentials().learn(CREDENTIAL)).isEqualTo(fingerprint);
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private void assertRefused(Sealing sealing, String refusal) {
    assertThat(log).containsExactly(refusal);
    DurableQueue queue = queue(sealing);
    assertThat(queue.state().trouble()).isEqualTo(refusal);
    assertThat(sealing.isSealing()).isFalse();
    assertThat(queue.adopt(ticket -> {})).isZero();
    assertThatThrownBy(() -> queue.append(ROUTING, 0, new byte[1]))
        .isInstanceOf(IOException.class)
        .hasMessage(refusal);
    sealing.credentials().accepted(sealing.credentials().learn("Basic c2l0ZTprZXk="));
    queue.close();
  }

  private Sealing open(Path keys) {
    Properties properties = new Properties();
    properties.setProperty("customerio.agent.queue.dir", queueDirectory().toString());
    if (keys != null) {
      properties.setProperty("customerio.agent.queue.key-file", keys.toString());
    }
    Settings settings = SettingsReader.read(null, properties, Map.of(), log::add);
    return Sealing.open(settings, log::add);
  }

  private DurableQueue queue(Sealing sealing) {
    return sealing.queue(Clock.systemUTC(), log::add);
  }

  private Path queueDirectory() {
    return directory.resolve("queue");
  }

  private Path keys(char... letters) throws IOException {
    Path file = Files.createTempFile(directory, "keys", null);
    StringBuilder text = new StringBuilder();
    for (char letter : letters) {
      byte[] key = new byte[32];
      Arrays.fill(key, (byte) letter);
      text.append(HexFormat.of().formatHex(key)).append('\n');
    }
    return Files.writeString(file, text);
  }

  private Map<Path, String> content() throws IOException {
    Map<Path, String> content = new TreeMap<>();
    try (Stream<Path> all = Files.walk(queueDirectory())) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        content.put(file, HexFormat.of().formatHex(Files.readAllBytes(file)));
      }
    }
    return content;
  }
}
