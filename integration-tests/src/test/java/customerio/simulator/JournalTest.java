package customerio.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class JournalTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @Property
  void neverHoldsMoreThanItMay_andAlwaysTheNewest(
      @ForAll @IntRange(min = 1, max = 50) int mostEntries,
      @ForAll @IntRange(min = 1, max = 100) int mostBytes,
      @ForAll List<@IntRange(min = 0, max = 60) Integer> sizes) {
    Journal<Integer> journal = new Journal<>(mostEntries, mostBytes, size -> size);
    sizes.forEach(journal::add);

    List<Integer> kept = journal.all();
    assertThat(kept).hasSizeLessThanOrEqualTo(mostEntries);
    assertThat(kept.stream().mapToInt(size -> size).sum()).isLessThanOrEqualTo(mostBytes);
    assertThat(sizes.subList(sizes.size() - kept.size(), sizes.size())).isEqualTo(kept);
  }

  @Test
  void from_isClamped() {
    Journal<Integer> journal = new Journal<>();
    IntStream.range(0, 3).forEach(journal::add);

    assertThat(journal.from(-1)).containsExactly(0, 1, 2);
    assertThat(journal.from(2)).containsExactly(2);
    assertThat(journal.from(9)).isEmpty();
  }

  @Test
  void await_returnsOnlyWhatIsWanted() {
    Journal<Integer> journal = new Journal<>();
    IntStream.range(0, 10).forEach(journal::add);

    assertThat(journal.await(2, n -> n % 4 == 0, LONG)).containsExactly(0, 4, 8);
  }

  @Test
  void await_startsAnewAfterClear() {
    Journal<Integer> journal = new Journal<>();
    IntStream.range(0, 5).forEach(journal::add);
    journal.clear();
    journal.add(7);

    assertThat(journal.await(1, n -> true, LONG)).containsExactly(7);
    assertThatThrownBy(() -> journal.await(2, n -> true, Duration.ZERO))
        .isInstanceOf(AssertionError.class)
        .hasMessage("1 of 2 came within PT0S");
  }

  /** Cleared and grown to the same size again while somebody waits. */
  @Test
  void await_noticesAClearBetweenTwoLooks() {
    Journal<Integer> journal = new Journal<>();
    journal.add(1);
    CountDownLatch looked = new CountDownLatch(1);
    CompletableFuture<List<Integer>> waiting =
        CompletableFuture.supplyAsync(
            () ->
                journal.await(
                    2,
                    n -> {
                      looked.countDown();
                      return true;
                    },
                    LONG));
    assertThatCode(looked::await).doesNotThrowAnyException();
    journal.clear();
    journal.add(2);
    journal.add(3);

    assertThat(waiting.join()).containsExactly(2, 3);
  }

  @Test
  void await_interrupted_keepsTheFlag() {
    Journal<Integer> journal = new Journal<>();
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> journal.await(1, n -> true, LONG)).isInstanceOf(AssertionError.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
