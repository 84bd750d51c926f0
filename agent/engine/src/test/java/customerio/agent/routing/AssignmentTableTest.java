package customerio.agent.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.junit.jupiter.api.Test;

class AssignmentTableTest {

  @Property(tries = 200)
  void table_isAMap(@ForAll("puts") List<Tuple2<Long, Integer>> puts) {
    AssignmentTable table = new AssignmentTable(Long.MAX_VALUE);
    Map<Long, Integer> model = new HashMap<>();
    for (Tuple2<Long, Integer> put : puts) {
      assertThat(table.put(put.get1(), put.get2())).isTrue();
      model.put(put.get1(), put.get2());
    }

    model.forEach((name, value) -> assertThat(table.get(name)).isEqualTo(value));
    assertThat(table.size()).isEqualTo(model.size());
    assertThat(table.get(0x7777_7777_7777_7780L)).isZero();
  }

  /** Many in one stripe and near each other, so that slots collide, wrap around and grow. */
  @Provide
  Arbitrary<List<Tuple2<Long, Integer>>> puts() {
    Arbitrary<Long> names =
        Arbitraries.oneOf(
            Arbitraries.longs().map(name -> name << 7),
            Arbitraries.longs().between(0, 300).map(name -> name << 7),
            Arbitraries.longs().between(0, 300).map(name -> 0x03FF_FFFF_FFFF_FF80L - (name << 7)));
    return names
        .filter(name -> name != 0x7777_7777_7777_7780L)
        .flatMap(
            name ->
                Arbitraries.integers()
                    .between(1, AssignmentTable.MAX_VALUE)
                    .map(value -> Tuple.of(name, value)))
        .list()
        .ofMaxSize(600);
  }

  @Test
  void fullTable_takesNoNewName_andStillChangesKnownOnes() {
    AssignmentTable table = new AssignmentTable(2);
    assertThat(table.put(1L << 7, 1)).isTrue();
    assertThat(table.put(2L << 60, 2)).isTrue();

    assertThat(table.isFull()).isTrue();
    assertThat(table.put(3L << 7, 3)).isFalse();
    assertThat(table.get(3L << 7)).isZero();
    assertThat(table.put(1L << 7, 4)).isTrue();
    assertThat(table.get(1L << 7)).isEqualTo(4);
  }
}
