package customerio.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ShelvedNamesTest {
  private static final long MEGABYTE = 1 << 20;

  private final ShelvedNames names = new ShelvedNames(MEGABYTE);

  @Test
  void nobody_isFoundWhileNothingIsOnTheShelf() {
    assertThat(names.last(1, 2)).isEqualTo(ShelvedNames.NEVER);
  }

  /** A "no" too many would let somebody overtake themselves. */
  @Property(tries = 20)
  void whoWasNoted_isFoundWithTheLastTurnAtLeast(@ForAll long seed) {
    Random random = new Random(seed);
    names.open();
    Map<Long, Integer> last = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      long name = random.nextInt(3000);
      int turn = random.nextInt(50);
      names.note(7, name, turn);
      last.merge(name, turn, Math::max);
    }

    last.forEach((name, turn) -> assertThat(names.last(7, name)).isGreaterThanOrEqualTo(turn));
  }

  @Test
  void ofThoseWhoWereNotNoted_fewAreFound() {
    names.open();
    IntStream.range(0, 50_000).forEach(name -> names.note(7, name, 3));

    long found =
        IntStream.range(1_000_000, 1_100_000)
            .filter(name -> names.last(7, name) != ShelvedNames.NEVER)
            .count();
    assertThat(found).isBetween(1L, 15_000L);
    assertThat(names.slots() * Integer.BYTES).isEqualTo((int) MEGABYTE);
  }

  @Test
  void sameNameOfAnotherDestination_isSomebodyElse() {
    names.open();
    names.note(7, 2, 3);

    assertThat(names.last(8, 2)).isEqualTo(ShelvedNames.NEVER);
  }

  @Test
  void namesAndTheirHeap_goWhenTheLastShelfIsEmpty() {
    names.open();
    names.open();
    names.note(7, 2, 3);
    names.close();
    assertThat(names.last(7, 2)).isEqualTo(3);

    names.close();
    assertThat(names.last(7, 2)).isEqualTo(ShelvedNames.NEVER);
    assertThat(names.slots()).isZero();
  }
}
