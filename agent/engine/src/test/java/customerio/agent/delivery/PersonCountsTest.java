package customerio.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PersonCountsTest {

  /** Few people, so that slots are shared, freed and closed over and over. */
  @Property(tries = 500)
  void counts_areThoseOfAMap(
      @ForAll @Size(max = 300) List<@IntRange(min = -40, max = 40) Integer> people,
      @ForAll @IntRange(min = 1, max = 40) int kept) {
    PersonCounts counts = new PersonCounts();
    Map<Long, Integer> model = new HashMap<>();
    Deque<Long> added = new ArrayDeque<>();
    for (int number : people) {
      // as ids are: the people of one lane have the lowest bits in common
      long person = number * 16L;
      counts.add(person);
      model.merge(person, 1, Integer::sum);
      added.add(person);
      if (added.size() > kept) {
        long gone = added.poll();
        counts.remove(gone);
        model.merge(gone, -1, Integer::sum);
      }
      model.forEach(
          (anyone, count) ->
              assertThat(counts.contains(anyone)).as("person " + anyone).isEqualTo(count > 0));
    }
  }

  @Test
  void manyPeople_areKnownUntilTheyAreGone() {
    PersonCounts counts = new PersonCounts();
    long[] people = new Random(5).longs(100_000).toArray();
    for (long person : people) {
      counts.add(person);
    }
    for (int i = 0; i < people.length; i += 2) {
      counts.remove(people[i]);
    }
    int wrong = 0;
    for (int i = 0; i < people.length; i++) {
      wrong += counts.contains(people[i]) == (i % 2 == 1) ? 0 : 1;
    }

    // two of 100 000 may have 32 bits in common: a yes too many, never one too few
    assertThat(wrong).isLessThan(5);
  }
}
