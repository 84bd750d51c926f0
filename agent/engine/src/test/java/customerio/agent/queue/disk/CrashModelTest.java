package customerio.agent.queue.disk;

import customerio.agent.queue.disk.CrashModel.Step;
import customerio.agent.queue.disk.CrashModel.What;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * The queue against a list in memory: two processes at a time on one directory, each killed at any
 * change to the disk, in the middle of a write at any byte, with segments of a handful of records.
 * {@link DiskQueueModelTest} does less of this on the real file system.
 */
class CrashModelTest {

  @Provide
  Arbitrary<List<Step>> lives() {
    Arbitrary<What> what =
        Arbitraries.frequency(
            Tuple.of(14, What.APPEND),
            Tuple.of(8, What.DELIVER),
            Tuple.of(2, What.RETRY),
            Tuple.of(2, What.BURY),
            Tuple.of(2, What.WITHDRAW),
            Tuple.of(2, What.BEGIN),
            Tuple.of(1, What.RELEASE),
            Tuple.of(1, What.READ),
            Tuple.of(3, What.ADOPT),
            Tuple.of(5, What.DIE_SOON),
            Tuple.of(1, What.KILL),
            Tuple.of(1, What.CLOSE));
    Arbitrary<Integer> number = Arbitraries.integers().between(0, 1200);
    return Combinators.combine(what, number, number)
        .as(Step::new)
        .list()
        .ofMinSize(5)
        .ofMaxSize(120);
  }

  /** With the small bounds sparse segments are copied, and adoption waits for its turn. */
  @Provide
  Arbitrary<DiskQueueSettings> settings() {
    Arbitrary<Long> bounds = Arbitraries.of(1L << 20, 24L << 10, 12L << 10);
    Arbitrary<Durability> durabilities = Arbitraries.of(Durability.PROCESS, Durability.FSYNC);
    return Combinators.combine(bounds, durabilities)
        .as(
            (bound, durability) ->
                Jvms.small()
                    .withMaxBytes(bound)
                    .withDurability(durability)
                    .withDeadLetterBytes(1 << 20));
  }

  @Property(tries = 5000)
  void queue_losesNothingAndRepeatsNothing_whereverItIsKilled(
      @ForAll("lives") List<Step> life, @ForAll("settings") DiskQueueSettings settings) {
    CrashModel model = new CrashModel(settings);
    life.forEach(model::take);
    model.drain();
  }
}
