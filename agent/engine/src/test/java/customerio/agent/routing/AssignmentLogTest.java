package customerio.agent.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssignmentLogTest {
  private static final int RECORD = 16;

  @TempDir Path directory;
  private final List<String> read = new ArrayList<>();

  @Test
  void records_areReadInTheOrderOfAllWriters() throws IOException {
    List<String> readByOther = new ArrayList<>();
    try (AssignmentLog log = open(read);
        AssignmentLog other = open(readByOther)) {
      log.append(1, 10);
      other.append(2, 20);
      log.append(3, 30);
      log.catchUp();
      other.catchUp();

      assertThat(read).containsExactly("1:10", "2:20", "3:30");
      assertThat(readByOther).isEqualTo(read);
      assertThat(log.hasNews()).isFalse();
      other.append(4, 40);
      assertThat(log.hasNews()).isTrue();
    }
  }

  @Test
  void moreThanABlock_isReadCompletely() throws IOException {
    try (AssignmentLog log = open(read)) {
      for (int i = 0; i < 10_000; i++) {
        log.append(i, 1);
      }
      log.catchUp();
    }

    assertThat(read).hasSize(10_000).startsWith("0:1").endsWith("9999:1");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 15})
  void tornRecord_costsItself_notWhatIsAppendedBehindIt(int torn) throws IOException {
    write(1, 2, 3);
    byte[] whole = Files.readAllBytes(file());
    Files.write(file(), Arrays.copyOf(whole, 2 * RECORD + torn));

    try (AssignmentLog log = open(read)) {
      log.catchUp();
      assertThat(read).containsExactly("1:1", "2:1");
      log.append(4, 1);
      log.catchUp();

      assertThat(read).containsExactly("1:1", "2:1", "4:1");
      assertThat(log.damages()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 15})
  void flippedBit_costsOneRecord(int at) throws IOException {
    write(1, 2, 3);
    byte[] whole = Files.readAllBytes(file());
    whole[RECORD + at] ^= 0x10;
    Files.write(file(), whole);

    try (AssignmentLog log = open(read)) {
      log.catchUp();
      assertThat(read).containsExactly("1:1", "3:1");
      assertThat(log.damages()).isEqualTo(1);
    }
  }

  @Test
  void zeros_asAPowerCutLeavesThem_arePassedOver() throws IOException {
    write(1);
    Files.write(file(), new byte[4096], StandardOpenOption.APPEND);
    write(2);

    try (AssignmentLog log = open(read)) {
      log.catchUp();
      assertThat(read).containsExactly("1:1", "2:1");
    }
  }

  @Test
  void file_isTheOwnersOnly() throws IOException {
    write(1);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  private void write(long... people) throws IOException {
    try (AssignmentLog log = open(new ArrayList<>())) {
      for (long person : people) {
        log.append(person, 1);
      }
    }
  }

  private AssignmentLog open(List<String> into) throws IOException {
    return AssignmentLog.open(file(), true, (person, what) -> into.add(person + ":" + what));
  }

  private Path file() {
    return directory.resolve("people");
  }
}
