package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.atrest.KeyRing;
import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators see of a queue, from inside the JVM that holds it and from outside. */
class QueueContentsTest {
  @TempDir Path directory;

  /** What was appended and not settled, as number → attempts, and the numbers of dead letters. */
  private record Seen(List<String> pending, List<Integer> dead) {}

  @Property(tries = 300)
  void walks_meetWhatIsUnsettledAndWhatIsDeadAndNothingElse(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 9) Integer> steps)
      throws IOException {
    Path parent = Files.createTempDirectory("contents");
    try (Jvms jvms = new Jvms(parent, Jvms.small())) {
      TreeMap<Integer, Integer> pending = new TreeMap<>();
      List<Integer> dead = new ArrayList<>();
      List<Ticket> tickets = new ArrayList<>();
      int number = 0;
      for (int step : steps) {
        int oldest = pending.isEmpty() ? -1 : pending.firstKey();
        switch (step) {
          case 0, 1, 2, 3, 4 -> {
            tickets.add(jvms.append(number, 400));
            pending.put(number++, 0);
          }
          case 5 -> settle(jvms, tickets, pending, oldest, new Settlement.Delivered());
          case 6 -> {
            if (settle(jvms, tickets, pending, oldest, new Settlement.Dead("rejected: x"))) {
              dead.add(oldest);
            }
          }
          case 7 -> {
            if (oldest >= 0) {
              jvms.queue.settle(
                  List.of(tickets.get(oldest)), new Settlement.Retry(3, jvms.clock.millis() + 9));
              pending.put(oldest, 3);
            }
          }
          default -> {
            if (step == 8) {
              jvms.crash();
            } else {
              jvms.restart();
            }
            for (Ticket ticket : jvms.adopt()) {
              tickets.set(jvms.number(ticket), ticket);
            }
          }
        }
      }
      List<String> expected = new ArrayList<>();
      pending.forEach((operation, attempts) -> expected.add(operation + " tried " + attempts));
      Seen all = new Seen(expected, dead.stream().sorted().toList());

      assertThat(seen(jvms.queue)).isEqualTo(all);
      assertThat(seen(new QueueFiles(new LocalDisk(), jvms.app, KeyRing.NONE, jvms.clock)))
          .isEqualTo(all);
    } finally {
      Jvms.deleteAll(parent);
    }
  }

  @Property(tries = 200)
  void aWalk_goesOnWhereItWasLeft(
      @ForAll @IntRange(min = 1, max = 30) int operations, @ForAll @IntRange(max = 29) int stop)
      throws IOException {
    Assume.that(stop < operations);
    Path parent = Files.createTempDirectory("contents");
    try (Jvms jvms = new Jvms(parent, Jvms.small())) {
      for (int i = 0; i < operations; i++) {
        jvms.append(i, 500);
      }
      for (QueueContents contents :
          List.of(
              jvms.queue, new QueueFiles(new LocalDisk(), jvms.app, KeyRing.NONE, jvms.clock))) {
        List<Integer> met = new ArrayList<>();
        Place[] last = {Place.START};
        contents.walkPending(
            Place.START,
            (place, ticket) -> {
              met.add(number(contents, ticket));
              last[0] = Place.parse(place.toString());
              return met.size() <= stop;
            });
        contents.walkPending(
            last[0],
            (place, ticket) -> {
              met.add(number(contents, ticket));
              return true;
            });
        assertThat(met).hasSize(operations).isSorted().doesNotHaveDuplicates();
      }
    } finally {
      Jvms.deleteAll(parent);
    }
  }

  @Test
  void files_thatAnotherJvmWritesAreRead_andNothingIsChanged() throws IOException {
    Jvms jvms = new Jvms(directory, Jvms.small());
    jvms.append(1);
    jvms.append(2);
    Path segment = jvms.files(".q").get(0);
    byte[] unfinished = {(byte) 0xc1, 0x0e, 1, 0, 0};
    Files.write(segment, unfinished, StandardOpenOption.APPEND);
    byte[] before = Files.readAllBytes(segment);

    QueueFiles files = new QueueFiles(new LocalDisk(), jvms.app, KeyRing.NONE, jvms.clock);

    assertThat(seen(files).pending()).containsExactly("1 tried 0", "2 tried 0");
    assertThat(files.held()).containsExactly(segment.getParent());
    assertThat(Files.readAllBytes(segment)).isEqualTo(before);
    jvms.crash();
    assertThat(files.held()).hasSize(1).doesNotContain(segment.getParent());
  }

  @Test
  void records_thatTheirOwnerMovesTogether_areFoundAgain() throws IOException {
    Jvms jvms = new Jvms(directory, Jvms.small());
    List<Ticket> tickets = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      tickets.add(jvms.append(i));
    }
    QueueFiles files = new QueueFiles(new LocalDisk(), jvms.app, KeyRing.NONE, jvms.clock);
    List<Integer> met = new ArrayList<>();

    files.walkPending(
        Place.START,
        (place, ticket) -> {
          if (met.isEmpty()) {
            jvms.queue.settle(tickets.subList(0, 3), new Settlement.Delivered());
            SegmentCopy.replace(
                new LocalDisk(), ((JournalTicket) tickets.get(4)).segment, new Usage());
            met.add(-1);
          }
          byte[] payload = files.payload(ticket);
          met.add(payload == null ? -2 : Jvms.number(payload));
          return true;
        });

    // those that were settled meanwhile are gone, or are not: 4 and 3 are what counts
    assertThat(met).containsExactly(-1, -2, -2, -2, 3, 4);
  }

  @Test
  void aFileThatCannotBeRead_isSaid() throws IOException {
    Jvms jvms = new Jvms(directory, Jvms.small());
    jvms.append(1);
    TestDisk disk = new TestDisk();
    QueueFiles files = new QueueFiles(disk, jvms.app, KeyRing.NONE, jvms.clock);
    disk.fail(TestDisk.Operation.LIST, path -> true);

    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> seen(files)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void discarded_isGoneOverARestart_evenIfItHadBegun() throws IOException {
    Jvms jvms = new Jvms(directory, Jvms.small());
    Ticket sent = jvms.append(1);
    Ticket waiting = jvms.append(2);
    jvms.queue.begin(List.of(sent));

    jvms.queue.discard(List.of(sent, waiting));
    jvms.append(3);

    assertThat(jvms.queue.isWithdrawn(sent)).isTrue();
    assertThat(jvms.queue.begin(List.of(sent))).isFalse();
    jvms.clock.jump(Duration.ofSeconds(1));
    jvms.crash();
    assertThat(jvms.numbers(jvms.adopt())).containsExactly(3);
  }

  private static boolean settle(
      Jvms jvms,
      List<Ticket> tickets,
      TreeMap<Integer, Integer> pending,
      int number,
      Settlement settlement) {
    if (number < 0) {
      return false;
    }
    jvms.queue.settle(List.of(tickets.get(number)), settlement);
    pending.remove(number);
    return true;
  }

  private static Seen seen(QueueContents contents) throws IOException {
    List<String> pending = new ArrayList<>();
    contents.walkPending(
        Place.START,
        (place, ticket) -> pending.add(number(contents, ticket) + " tried " + ticket.attempts()));
    List<Integer> dead = new ArrayList<>();
    contents.walkDeadLetters(
        Place.START, (place, letter) -> dead.add(Jvms.number(letter.payload())));
    return new Seen(pending, dead.stream().sorted().toList());
  }

  private static int number(QueueContents contents, Ticket ticket) throws IOException {
    return Jvms.number(contents.payload(ticket));
  }
}
