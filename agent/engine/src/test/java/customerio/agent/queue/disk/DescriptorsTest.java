package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a crash loop in an outage costs the one who takes over: a JVM has one lock of its own. */
@EnabledOnOs(OS.LINUX)
class DescriptorsTest {
  private static final int DEAD = 20;

  @TempDir Path directory;
  private Jvms jvms;

  @BeforeEach
  void crashLoop() {
    jvms = new Jvms(directory, Jvms.small());
    for (int jvm = 0; jvm < DEAD; jvm++) {
      jvms.append(jvm);
      jvms.crash();
    }
  }

  @Test
  void directoryThatIsTakenOver_costsItsLockAndNoMore() throws IOException {
    List<String> own = openFiles();
    jvms.queue.adopt(ticket -> {});

    assertThat(own).containsExactly(DirectoryLock.FILE);
    assertThat(openFiles()).hasSize(1 + DEAD).containsOnly(DirectoryLock.FILE);
  }

  @Test
  void directoryThatIsDrained_costsNothing() throws IOException {
    List<Ticket> adopted = jvms.adopt();
    jvms.numbers(adopted); // as deliveries read them
    jvms.queue.settle(adopted.subList(0, 10), new Settlement.Retry(1, 0));
    jvms.queue.settle(adopted, new Settlement.Delivered());

    assertThat(openFiles()).containsExactly(DirectoryLock.FILE);
  }

  @Test
  void directoryThatSomebodyRemoved_costsNothingOnceItsOperationsAreSettled() throws IOException {
    List<Ticket> adopted = jvms.adopt();
    Jvms.deleteAll(jvms.app);
    jvms.queue.settle(adopted, new Settlement.Delivered());

    assertThat(openFiles()).containsExactly(DirectoryLock.FILE);
  }

  /** Names of the open files below the application's directory, removed ones included. */
  private List<String> openFiles() throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors
          .map(DescriptorsTest::target)
          .filter(file -> file.startsWith(directory.toString()))
          .map(file -> file.replace(" (deleted)", ""))
          .map(file -> file.substring(file.lastIndexOf('/') + 1))
          .toList();
    }
  }

  /** Empty for one that was closed meanwhile. */
  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (NoSuchFileException closed) {
      return "";
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
