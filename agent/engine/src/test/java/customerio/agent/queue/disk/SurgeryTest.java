package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import customerio.agent.queue.disk.Patient.Cut;
import customerio.agent.queue.disk.Patient.Tool;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any damage to any files of two dead journals, and what the next process makes of it. */
class SurgeryTest {
  private static final Patient HEALTHY = Patient.healthy();

  /** With these no record can get to another place than its own. */
  private static final Set<Tool> IN_PLACE =
      EnumSet.of(Tool.FLIP, Tool.ZERO, Tool.TRUNCATE, Tool.REMOVE, Tool.INSERT, Tool.DELETE);

  @Provide
  Arbitrary<List<Cut>> cuts() {
    Arbitrary<Integer> number = Arbitraries.integers().between(0, 100_000);
    return Combinators.combine(Arbitraries.of(Tool.class), number, number, number, number)
        .as(Cut::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6);
  }

  @Property(tries = 3000)
  void whateverIsDamaged_allThatIsIntactIsDeliveredAsItWasAccepted(@ForAll("cuts") List<Cut> cuts) {
    Patient patient = HEALTHY.copy();
    cuts.forEach(patient::take);

    List<Integer> delivered = new ArrayList<>();
    DiskQueue queue = patient.open();
    List<Ticket> tickets = Jvms.adopt(queue);
    for (Ticket ticket : tickets) {
      byte[] payload = DeadJournal.read(queue, ticket);
      int number = Jvms.number(payload);
      assertThat(payload).isEqualTo(Patient.payload(number));
      assertThat(ticket.routing()).isEqualTo(Patient.routing(number));
      delivered.add(number);
    }
    List<Integer> missing = new ArrayList<>(patient.intact());
    missing.removeAll(delivered);
    assertThat(missing).isEmpty();
    if (cuts.stream().allMatch(cut -> IN_PLACE.contains(cut.tool()))) {
      assertThat(delivered).doesNotHaveDuplicates().isSorted();
    }

    queue.settle(tickets, new Settlement.Delivered());
    assertThat(queue.state().pending()).isZero();
    queue.close();
    assertThat(patient.reopen().adopt(ticket -> {})).isZero();
  }
}
