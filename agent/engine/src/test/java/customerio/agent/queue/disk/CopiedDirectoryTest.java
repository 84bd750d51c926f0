package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who a directory belongs to is decided by its uuid and its lock, whatever was copied or reused.
 */
class CopiedDirectoryTest {
  @TempDir Path directory;
  private Jvms jvms;

  @BeforeEach
  void start() {
    jvms = new Jvms(directory, Jvms.small());
  }

  @Test
  void F15_copyOfADeadJvmsDirectory_isSetAsideAndNotDrained() throws IOException {
    jvms.append(1);
    jvms.append(2);
    Path original = instances().get(0);
    Path copy = copy(original);
    jvms.crash();

    assertThat(jvms.numbers(jvms.adopt())).containsExactly(1, 2);
    assertThat(jvms.adopt()).isEmpty();
    assertThat(copy).doesNotExist();
    Path aside = copy.resolveSibling(copy.getFileName() + ".copy");
    assertThat(jvms.log)
        .containsExactly(
            "queue directory %s is a copy of %s: it is kept as %s and not delivered; if its operations are wanted, move it into the queue directory of an application of its own"
                .formatted(copy.getFileName(), original.getFileName(), aside.getFileName()));
    assertThat(aside).isDirectoryContaining(file -> file.toString().endsWith(".q"));
  }

  /** A snapshot is older than what it was taken of: what was said since must not be the copy. */
  @Test
  void F15_copyThatWasTakenEarlier_isTheOneThatIsSetAside_whateverItsName() throws IOException {
    jvms.append(1);
    Path original = instances().get(0);
    Path copy = copyAs(original, "0000000000");
    for (int number = 2; number < 100; number++) {
      jvms.append(number);
    }
    jvms.crash();

    assertThat(jvms.numbers(jvms.adopt())).isEqualTo(IntStream.range(1, 100).boxed().toList());
    assertThat(copy).doesNotExist();
  }

  /** Which of two that are equal is the copy cannot be told while somebody holds one of them. */
  @Test
  void F15_copyOfALivingJvmsDirectory_isNotDrainedNextToIt() throws IOException {
    jvms.append(1);
    Path copy = copy(instances().get(0));
    DiskQueue other = DiskQueue.open(jvms.app, Jvms.small(), jvms.clock, jvms.log::add);
    assertThat(other.adopt(ticket -> {})).isZero();
    assertThat(copy).exists();

    jvms.append(2);
    assertThat(other.adopt(ticket -> {})).isZero();
    assertThat(copy).doesNotExist();
    other.close();
  }

  @Test
  void F15_copyOfOnesOwnDirectory_isSetAside() throws IOException {
    jvms.append(1);
    Path copy = copy(instances().get(0));
    assertThat(jvms.adopt()).isEmpty();
    assertThat(copy).doesNotExist();
  }

  /** Its last segments may be gone already, so that the copy seems to have got further. */
  @Test
  void F15_copyOfWhatIsBeingDrained_isSetAside() throws IOException {
    IntStream.range(0, 100).forEach(jvms::append);
    Path original = instances().get(0);
    Path copy = directory.resolve("0000000777" + original.getFileName().toString().substring(10));
    copyTo(original, copy);
    jvms.crash();
    List<Ticket> adopted = jvms.adopt();
    jvms.queue.settle(adopted.subList(1, 100), new Settlement.Delivered());
    copyTo(copy, original.resolveSibling(copy.getFileName()));

    assertThat(jvms.adopt()).isEmpty();
    assertThat(original.resolveSibling(copy.getFileName())).doesNotExist();
    assertThat(jvms.numbers(adopted.subList(0, 1))).containsExactly(0);
  }

  /** In a container every process is number 1, and elsewhere numbers come again. */
  @Test
  void F15_numberOfAProcess_saysNothing() throws IOException {
    jvms.append(1);
    Path owner = instances().get(0).resolve("owner.json");
    Files.writeString(owner, "{\"pid\":" + ProcessHandle.current().pid() + "}\n");
    jvms.crash();
    jvms.append(2);
    Files.writeString(instances().get(1).resolve("owner.json"), "{\"pid\":1}\n");

    assertThat(jvms.numbers(jvms.adopt())).containsExactly(1);
    jvms.crash();
    assertThat(jvms.numbers(jvms.adopt())).containsExactly(1, 2);
  }

  /** The original is gone: nobody can know that there was one, and the ids are the old ones. */
  @Test
  void backupThatIsPutBack_isDeliveredAgain() throws IOException {
    jvms.append(1);
    Path original = instances().get(0);
    Path backup = directory.resolve("backup");
    copyTo(original, backup);
    jvms.crash();
    jvms.queue.settle(jvms.adopt(), new Settlement.Delivered());
    assertThat(original).doesNotExist();
    jvms.restart();
    copyTo(backup, original);

    assertThat(jvms.numbers(jvms.adopt())).containsExactly(1);
  }

  private List<Path> instances() throws IOException {
    try (Stream<Path> all = Files.list(jvms.app)) {
      return all.sorted().toList();
    }
  }

  private static Path copy(Path original) throws IOException {
    return copyAs(original, "0000000777");
  }

  /** As a restored snapshot of a volume would have it, under another generation. */
  private static Path copyAs(Path original, String generation) throws IOException {
    Path copy =
        original.resolveSibling(generation + original.getFileName().toString().substring(10));
    copyTo(original, copy);
    return copy;
  }

  private static void copyTo(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.filter(path -> !path.endsWith("LOCK")).toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
    Files.createFile(to.resolve("LOCK"));
  }
}
