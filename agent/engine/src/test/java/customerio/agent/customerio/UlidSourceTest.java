package customerio.agent.customerio;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.testing.SettableClock;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class UlidSourceTest {

  @Property(tries = 200)
  void ids_increaseAsText_whateverTheClockDoes(
      @ForAll @Size(min = 2, max = 50) List<@LongRange(min = -5, max = 1L << 49) Long> clock,
      @ForAll long seed) {
    List<String> ids = new ArrayList<>();
    SettableClock now = new SettableClock();
    UlidSource source = new UlidSource(now, new Random(seed));
    for (long millis : clock) {
      now.set(Instant.ofEpochMilli(millis));
      ids.add(source.next());
      ids.add(source.next());
    }
    assertThat(ids).isSorted().doesNotHaveDuplicates().allMatch(Ulid::isUlid);
  }

  @Property(tries = 200)
  void bits_surviveTheText(
      @ForAll @LongRange(max = Ulid.MAX_MILLIS) long millis, @ForAll long high, @ForAll long low) {
    long top = millis << 16 | high & 0xFFFF;
    String text = Ulid.toText(top, low);
    assertThat(List.of(Ulid.high(text), Ulid.low(text), Ulid.millis(text)))
        .isEqualTo(List.of(top, low, millis));
    assertThat(Ulid.low(text.toLowerCase())).isEqualTo(low);
  }

  @Test
  void knownValue_isSpelledAsTheSpecificationSpellsIt() {
    // the example of the ULID specification: this time is these ten characters
    assertThat(Ulid.toText(1_469_918_176_385L << 16, 0)).isEqualTo("01ARYZ6S410000000000000000");
    assertThat(Ulid.toText(-1, -1)).isEqualTo("7ZZZZZZZZZZZZZZZZZZZZZZZZZ");
  }

  @Test
  void usedUpRandomness_runsIntoTheNextMillisecond() {
    SettableClock now = new SettableClock();
    now.set(Instant.ofEpochMilli(7));
    UlidSource source = new UlidSource(now, () -> -1L);
    assertThat(source.next()).isEqualTo(Ulid.toText(7 << 16 | 0xFFFF, -1));
    assertThat(source.next()).isEqualTo(Ulid.toText(8 << 16, 0));
    now.set(Instant.ofEpochMilli(8));
    assertThat(source.next()).isEqualTo(Ulid.toText(8 << 16, 1));
  }

  @Test
  void isUlid_refusesWhatIsNone() {
    for (String text :
        new String[] {
          "",
          "01ARYZ6S41TSV4RRFFQ69G5FA",
          "01ARYZ6S41TSV4RRFFQ69G5FAVX",
          "81ARYZ6S41TSV4RRFFQ69G5FAV",
          "01ARYZ6S41TSV4RRFFQ69G5FAU",
          "01ARYZ6S41TSV4RRFFQ69G5FA-",
          "01ARYZ6S41TSV4RRFFQ69G5FAé",
        }) {
      assertThat(Ulid.isUlid(text)).as(text).isFalse();
    }
    assertThat(Ulid.isUlid("01aryz6s41tsv4rrffq69g5fav")).isTrue();
  }

  @Test
  void threads_neverGetTheSame() throws InterruptedException {
    UlidSource source = new UlidSource(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), new Random(1));
    Set<String> ids = ConcurrentHashMap.newKeySet();
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  start.await();
                } catch (InterruptedException e) {
                  return;
                }
                for (int n = 0; n < 2000; n++) {
                  ids.add(source.next());
                }
              });
      thread.start();
      threads.add(thread);
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(ids).hasSize(8000);
  }
}
