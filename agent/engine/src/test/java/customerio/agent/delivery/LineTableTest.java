package customerio.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LineTableTest {

  private record Change(boolean adds, long person, int number) {}

  @Property
  void table_holdsWhatAMapHolds(@ForAll("changes") List<Change> changes) {
    LineTable table = new LineTable();
    Map<Long, Integer> map = new HashMap<>();
    for (Change change : changes) {
      if (change.adds) {
        int place = table.findOrAdd(change.person);
        assertThat(table.waiting(place)).isEqualTo(map.getOrDefault(change.person, 0));
        table.waiting(place, change.number);
        table.link(place, LineTable.FOLLOWER, -change.person);
        map.put(change.person, change.number);
      } else if (map.remove(change.person) != null) {
        table.remove(table.find(change.person));
      }
    }

    assertThat(content(table)).isEqualTo(map);
    assertThat(table.size()).isEqualTo(map.size());
    map.keySet().forEach(person -> assertThat(table.link(table.find(person))).isEqualTo(-person));
    assertThat(table.find(1_000)).isEqualTo(-1);
  }

  @Property(tries = 1)
  void table_shrinksWhenPeopleLeave() {
    LineTable table = new LineTable();
    int small = table.places();
    for (long person = 0; person < 10_000; person++) {
      table.findOrAdd(person);
    }
    assertThat(table.places()).isBetween(10_000, 30_000);
    for (long person = 0; person < 10_000; person++) {
      table.remove(table.find(person));
    }

    assertThat(table.places()).isEqualTo(small);
    assertThat(table.size()).isZero();
  }

  private static Map<Long, Integer> content(LineTable table) {
    Map<Long, Integer> content = new HashMap<>();
    for (int place = 0; place < table.places(); place++) {
      if (table.role(place) != LineTable.NOBODY) {
        content.put(table.person(place), table.waiting(place));
      }
    }
    return content;
  }

  /** Few people, so that they come and go, in a table that wraps around. */
  @Provide
  Arbitrary<List<Change>> changes() {
    return Combinators.combine(
            Arbitraries.of(true, true, false),
            Arbitraries.longs().between(0, 60),
            Arbitraries.integers())
        .as(Change::new)
        .list()
        .ofMaxSize(300);
  }
}
