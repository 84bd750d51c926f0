package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do to a directory: delete, swap, copy and add files. */
class MisplacedFilesTest {
  @TempDir Path directory;
  private Jvms jvms;

  @BeforeEach
  void start() {
    jvms = new Jvms(directory, Jvms.small());
  }

  @Test
  void F42_deletedSwappedAndForeignFiles_costAtMostASecondDelivery() throws Exception {
    List<Ticket> tickets = append(0, 60);
    jvms.queue.settle(tickets.subList(0, 10), new Settlement.Delivered());
    List<Path> segments = jvms.files(".q");
    jvms.disk.die();
    Path first = segments.get(0);
    swap(first, segments.get(1));
    Files.delete(jvms.files(".ack").get(0));
    Files.delete(first.resolveSibling("owner.json"));
    Files.delete(first.resolveSibling("LOCK"));
    Files.writeString(first.resolveSibling("seg-notes.q"), "foreign");
    Files.writeString(first.resolveSibling("notes.tmp"), "foreign");
    Files.writeString(jvms.app.resolve("notes.txt"), "foreign");
    jvms.start();

    List<Ticket> adopted = jvms.adopt();
    assertThat(jvms.numbers(adopted)).isEqualTo(range(0, 60));
    jvms.queue.settle(adopted, new Settlement.Delivered());
    assertThat(jvms.files("seg-notes.q")).hasSize(1);
    assertThat(jvms.files("notes.tmp")).hasSize(1);
    assertThat(jvms.files("notes.txt")).hasSize(1);
    assertThat(jvms.queue.state().bytes()).isZero();
    assertThat(jvms.log).isEmpty();
  }

  /** The sequences of two journals overlap, and say nothing about each other. */
  @Test
  void F42_segmentsSwappedBetweenInstances_areAllDelivered() throws Exception {
    append(0, 60);
    Path ofFirst = jvms.files(".q").get(1);
    jvms.crash();
    append(100, 160);
    Path ofSecond = jvms.files(".q").get(2);
    jvms.disk.die();
    swap(ofFirst, ofSecond);
    jvms.start();

    List<Integer> all = new ArrayList<>(range(0, 60));
    all.addAll(range(100, 160));
    assertThat(jvms.numbers(jvms.adopt())).containsExactlyInAnyOrderElementsOf(all);
    assertThat(jvms.log).isEmpty();
  }

  @Test
  void F42_aSegmentMovedToAnotherInstance_isDeliveredThoughItsHeaderIsDamaged() throws Exception {
    append(0, 5);
    Path segment = jvms.files(".q").get(0);
    jvms.crash();
    append(100, 105);
    Path other = jvms.files(".q").get(1);
    jvms.disk.die();
    byte[] bytes = Files.readAllBytes(segment);
    bytes[60] ^= 1;
    Files.write(other.resolveSibling("seg-00000000000000000700.q"), bytes);
    Files.delete(segment);
    jvms.start();

    assertThat(jvms.numbers(jvms.adopt()))
        .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 100, 101, 102, 103, 104);
  }

  @Test
  void F42_aCopiedSegment_isDeliveredOnceAndMakesUpForItsOriginal() throws Exception {
    append(0, 5);
    Path segment = jvms.files(".q").get(0);
    jvms.disk.die();
    Files.copy(segment, segment.resolveSibling("seg-00000000000000000777.q"));
    byte[] bytes = Files.readAllBytes(segment);
    bytes[SegmentHeader.BYTES + RecordFormat.HEADER_BYTES] ^= 1;
    Files.write(segment, bytes);
    jvms.start();

    assertThat(jvms.numbers(jvms.adopt())).containsExactly(1, 2, 3, 4, 0);
  }

  @Test
  void aSegmentWithADamagedHeader_isPutWhereItsRecordsBelong() throws Exception {
    append(0, 60);
    List<Path> segments = jvms.files(".q");
    jvms.disk.die();
    byte[] bytes = Files.readAllBytes(segments.get(0));
    bytes[0] ^= 1;
    Files.write(segments.get(0), bytes);
    swap(segments.get(0), segments.get(1));
    jvms.start();

    assertThat(jvms.numbers(jvms.adopt())).isEqualTo(range(0, 60));
  }

  /** What a disk does that writes a block to the wrong place. */
  @Test
  void aBlockOfALaterPlace_isNotTakenBeforeItsTime() throws Exception {
    append(0, 60);
    List<Path> segments = jvms.files(".q");
    jvms.disk.die();
    byte[] first = Files.readAllBytes(segments.get(0));
    byte[] second = Files.readAllBytes(segments.get(1));
    int framed = (int) RecordFormat.framedBytes(100);
    int begin = SegmentHeader.BYTES;
    System.arraycopy(first, begin + 9 * framed, first, begin, framed); // 0 is overwritten by 9
    System.arraycopy(second, begin, first, begin + framed, framed); // 1 by one of the next segment
    Files.write(segments.get(0), first);
    jvms.start();

    assertThat(jvms.numbers(jvms.adopt())).isEqualTo(range(2, 60));
    assertThat(jvms.files(".damaged"))
        .singleElement()
        .satisfies(
            file ->
                assertThat(file)
                    .hasBinaryContent(
                        Arrays.copyOfRange(first, begin + framed, begin + 2 * framed)));
    assertThat(jvms.log)
        .singleElement()
        .asString()
        .contains("holds 1 record(s) of another segment");
  }

  @Test
  void F42_aDirectoryNamedLikeAnInstance_withRubbishInIt_isInNobodysWay() throws Exception {
    append(0, 3);
    Path own = jvms.files(".q").get(0).getParent();
    jvms.disk.die();
    Path rubbish =
        Files.createDirectory(jvms.app.resolve("0000000000-00000000-0000-0000-0000-000000000001"));
    Files.write(rubbish.resolve("seg-00000000000000000001.q"), new byte[] {1, 2, 3});
    Files.createDirectory(rubbish.resolve("seg-00000000000000000002.q"));
    Files.createDirectories(rubbish.resolve("seg-00000000000000000003.ack/inside"));
    Files.createDirectories(rubbish.resolve("seg-00000000000000000004.q.tmp/inside"));
    Files.createDirectories(rubbish.resolve("dead/" + own.getFileName() + "-1.dead"));
    Files.createDirectories(rubbish.resolve("dead/" + own.getFileName() + "-1.damaged"));
    Files.createFile(jvms.app.resolve("0000000000-00000000-0000-0000-0000-000000000002"));
    jvms.start();

    assertThat(jvms.numbers(jvms.adopt())).containsExactly(0, 1, 2);
    assertThat(jvms.adopt()).isEmpty();
    assertThat(rubbish.resolve("seg-00000000000000000002.q")).isDirectory();
    assertThat(jvms.log).isEmpty();
  }

  @Test
  void F42_links_areNotFollowed() throws Exception {
    append(0, 3);
    Path segment = jvms.files(".q").get(0);
    jvms.disk.die();
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    Path outside = elsewhere.resolve("outside");
    byte[] content = Files.readAllBytes(segment);
    Files.write(outside, content);
    Path letters = elsewhere.resolve(segment.getParent().getFileName() + "-1.dead");
    Files.write(letters, content);
    Files.createSymbolicLink(segment.resolveSibling("seg-00000000000000000500.q"), outside);
    Files.createSymbolicLink(segment.resolveSibling("seg-00000000000000000001.ack"), outside);
    Files.createSymbolicLink(segment.resolveSibling("dead"), elsewhere);
    Files.createSymbolicLink(
        jvms.app.resolve("0000000000-00000000-0000-0000-0000-000000000001"), elsewhere);
    jvms.start();

    List<Ticket> adopted = jvms.adopt();
    assertThat(jvms.numbers(adopted)).containsExactly(0, 1, 2);
    jvms.queue.settle(adopted.subList(0, 2), new Settlement.Delivered());
    jvms.queue.settle(adopted.subList(2, 3), new Settlement.Delivered());
    assertThat(outside).hasBinaryContent(content);
    assertThat(letters).hasBinaryContent(content);
  }

  @Test
  void F42_aLockThatIsALink_isNotFollowed() throws Exception {
    append(0, 1);
    Path lock = jvms.files("LOCK").get(0);
    jvms.disk.die();
    Path target = directory.resolve("target");
    Files.delete(lock);
    Files.createSymbolicLink(lock, target);
    jvms.start();

    assertThat(jvms.adopt()).isEmpty();
    assertThat(target).doesNotExist();
    assertThat(jvms.log).singleElement().asString().startsWith("queue could not take over");
  }

  private List<Ticket> append(int from, int to) {
    return IntStream.range(from, to).mapToObj(jvms::append).toList();
  }

  private static List<Integer> range(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  private static void swap(Path one, Path other) throws IOException {
    byte[] bytes = Files.readAllBytes(one);
    Files.write(one, Files.readAllBytes(other));
    Files.write(other, bytes);
  }
}
