package customerio.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueExaminationTest {
  @TempDir Path home;

  @Test
  void directoryThatIsNotThereYet_canBeMade_andIsNotMade() throws Exception {
    Path directory = home.resolve("a/b");

    assertThat(about("queue", directory).what())
        .matches(directory + " can be made; fsync takes \\d+\\.\\d ms");
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void directoryOfOurs_isWritten_andLeftAsItWas() throws Exception {
    Path directory = directory("rwx------");

    assertThat(look(directory)).extracting(Finding::verdict).containsOnly(Verdict.OK);
    assertThat(about("queue", directory).what()).startsWith(directory + " can be written; fsync");
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }

  /** As somebody can put there who may write in the same directory, and guesses the name. */
  @Test
  void linkInTheWay_isNotWrittenThrough() throws Exception {
    Path directory = directory("rwx------");
    Path precious = Files.writeString(home.resolve("precious"), "content");
    long pid = ProcessHandle.current().pid();
    Files.createSymbolicLink(directory.resolve("customerio-agent-doctor-" + pid), precious);

    assertThat(about("queue", directory).verdict()).isEqualTo(Verdict.OK);
    assertThat(precious).hasContent("content");
  }

  @Test
  void fileInItsPlace_isNoDirectory() throws Exception {
    Path file = Files.createFile(home.resolve("file"));

    assertThat(look(file.resolve("queue")))
        .containsExactly(
            Finding.fail(
                "queue",
                file + " is no directory",
                "give a directory with queue.dir that the application's user can write"));
  }

  @Test
  void fullDisk_acceptsNothing() throws Exception {
    Path directory = directory("rwx------");

    assertThat(about("space", directory, "queue.min-free-bytes=900000000MiB"))
        .matches(found -> found.verdict() == Verdict.FAIL && found.what().endsWith("is accepted"));
    assertThat(about("space", directory, "queue.max-bytes=900000000MiB"))
        .matches(found -> found.verdict() == Verdict.WARN && found.fix().contains("max-bytes"));
  }

  @Test
  void directoryThatOthersCanRead_isSaid() throws Exception {
    Path directory = directory("rwxr-xr-x");

    assertThat(look(directory))
        .contains(Finding.warn("rights", "others may look into " + directory, "chmod 700 it"));
  }

  @Test
  void owners_areNamed_andThoseThatEndedAreCounted() throws Exception {
    Path directory = directory("rwx------");
    long pid = ProcessHandle.current().pid();
    owner(directory, "1-a", pid);
    owner(directory, "2-b", Long.MAX_VALUE / 4);

    assertThat(new QueueExamination().look(patient(directory)))
        .contains(
            Finding.ok("owner", "pid " + pid + " has it"),
            Finding.ok(
                "owner", "1 part(s) of processes that have ended; the next start takes them over"));
  }

  private static void owner(Path directory, String name, long pid) throws Exception {
    Path instance = Files.createDirectory(directory.resolve(name));
    Files.writeString(instance.resolve("owner.json"), "{\"pid\":" + pid + ",\"format\":1}\n");
  }

  private Path directory(String rights) throws Exception {
    Path directory = Files.createDirectory(home.resolve("queue"));
    return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(rights));
  }

  private static Finding about(String subject, Path directory, String... more) {
    return look(directory, more).stream()
        .filter(finding -> finding.subject().equals(subject))
        .findFirst()
        .orElseThrow();
  }

  private static List<Finding> look(Path directory, String... more) {
    List<String> settings = new java.util.ArrayList<>(List.of(more));
    settings.add("queue.dir=" + directory);
    return new QueueExamination().look(Patients.with(settings.toArray(String[]::new)));
  }

  private static Patient patient(Path directory) {
    return Patients.running("", true, "queue.dir=" + directory);
  }
}
