package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.queue.Settlement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeadLetterRemovalTest {
  private static final Settlement REJECTED = new Settlement.Dead("rejected");

  @TempDir Path directory;

  @Property(tries = 200)
  void removal_ofSome_leavesTheOthersAsTheyAre(
      @ForAll @IntRange(min = 1, max = 60) int letters,
      @ForAll @Size(max = 60) Set<@IntRange(max = 59) Integer> removed)
      throws IOException {
    Path parent = Files.createTempDirectory("letters");
    try (Jvms jvms = new Jvms(parent, Jvms.small())) {
      bury(jvms, letters);

      jvms.queue.removeDeadLetters(places(jvms.queue, removed));

      List<Integer> left = new ArrayList<>();
      for (int i = 0; i < letters; i++) {
        if (!removed.contains(i)) {
          left.add(i);
        }
      }
      assertThat(numbers(jvms.queue)).isEqualTo(left);
      assertThat(jvms.queue.state().deadLetters()).isEqualTo(left.size());
      bury(jvms, 1);
      left.add(0);
      jvms.restart();
      jvms.adopt();
      assertThat(numbers(jvms.queue)).containsExactlyInAnyOrderElementsOf(left);
      long bytes = 0;
      for (Path file : jvms.files(".dead")) {
        bytes += Files.size(file);
      }
      assertThat(jvms.queue.state().bytes()).isEqualTo(bytes);
    } finally {
      Jvms.deleteAll(parent);
    }
  }

  /** Between letters may lie what a newer version wrote, or what may be mended one day. */
  @Test
  void whatCannotBeRead_staysWhereItLies() throws IOException {
    Jvms jvms = new Jvms(directory, Jvms.small());
    bury(jvms, 3);
    jvms.restart();
    Path file = jvms.files(".dead").get(0);
    byte[] bytes = Files.readAllBytes(file);
    int middle = SegmentHeader.BYTES + (bytes.length - SegmentHeader.BYTES) / 2;
    bytes[middle] ^= 1;
    Files.write(file, bytes);
    jvms.adopt();

    jvms.queue.removeDeadLetters(places(jvms.queue, Set.of(0, 2)));

    int record = (bytes.length - SegmentHeader.BYTES) / 3;
    byte[] damaged = new byte[SegmentHeader.BYTES + record];
    System.arraycopy(bytes, 0, damaged, 0, SegmentHeader.BYTES);
    System.arraycopy(bytes, SegmentHeader.BYTES + record, damaged, SegmentHeader.BYTES, record);
    assertThat(jvms.files(".dead")).hasSize(1);
    assertThat(Files.readAllBytes(jvms.files(".dead").get(0))).isEqualTo(damaged);
  }

  @ParameterizedTest
  @EnumSource(names = {"CREATE", "WRITE", "SYNC", "MOVE"})
  void aDiskThatFails_losesNoLetter(TestDisk.Operation operation) throws IOException {
    Jvms jvms = new Jvms(directory, Jvms.small());
    bury(jvms, 4);
    List<Place> places = places(jvms.queue, Set.of(1));
    jvms.disk.fail(operation, path -> path.toString().contains(".dead"));

    assertThatThrownBy(() -> jvms.queue.removeDeadLetters(places)).isInstanceOf(IOException.class);
    assertThat(numbers(jvms.queue)).containsExactly(0, 1, 2, 3);

    jvms.disk.heal();
    jvms.queue.removeDeadLetters(places(jvms.queue, Set.of(1)));
    assertThat(numbers(jvms.queue)).containsExactly(0, 2, 3);
  }

  @Test
  void aCopyThatADeadJvmLeft_isRemovedWithItsDirectory() throws IOException {
    Jvms jvms = new Jvms(directory, Jvms.small());
    bury(jvms, 1);
    Path file = jvms.files(".dead").get(0);
    Files.copy(file, file.resolveSibling(file.getFileName() + ".tmp"));
    Path instance = file.getParent().getParent();
    jvms.crash();

    jvms.adopt();

    assertThat(numbers(jvms.queue)).containsExactly(0);
    assertThat(instance).doesNotExist();
    assertThat(jvms.files(".tmp")).isEmpty();
  }

  private static void bury(Jvms jvms, int count) {
    for (int i = 0; i < count; i++) {
      jvms.queue.settle(List.of(jvms.append(i, 300)), REJECTED);
    }
  }

  private static List<Place> places(DiskQueue queue, Set<Integer> numbers) throws IOException {
    List<Place> places = new ArrayList<>();
    Set<Integer> wanted = new TreeSet<>(numbers);
    queue.walkDeadLetters(
        Place.START,
        (place, letter) -> {
          if (wanted.contains(Jvms.number(letter.payload()))) {
            places.add(place);
          }
          return true;
        });
    return places;
  }

  private static List<Integer> numbers(DiskQueue queue) throws IOException {
    List<Integer> numbers = new ArrayList<>();
    queue.walkDeadLetters(
        Place.START, (place, letter) -> numbers.add(Jvms.number(letter.payload())));
    return numbers;
  }
}
