package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.queue.QueueFullException;
import customerio.agent.queue.Routing;
import customerio.agent.queue.Settlement;
import customerio.agent.queue.Ticket;
import customerio.agent.testing.SettableClock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What must be in the queue and what may be, whatever happens to the processes that use it. */
final class CrashModel {
  private static final int SLOTS = 2;

  /** What happens, and two numbers that say to which process and operations, and how. */
  record Step(What what, int a, int b) {}

  enum What {
    APPEND,
    DELIVER,
    RETRY,
    BURY,
    WITHDRAW,
    BEGIN,
    RELEASE,
    READ,
    ADOPT,
    DIE_SOON,
    KILL,
    CLOSE
  }

  private final DiskQueueSettings settings;
  private final MemoryDisk disk = new MemoryDisk();
  private final SettableClock clock = new SettableClock();
  private final TreeMap<Integer, Op> ops = new TreeMap<>();
  private final ModelJvm[] jvms = new ModelJvm[SLOTS];
  private int generations;

  CrashModel(DiskQueueSettings settings) {
    this.settings = settings;
    for (int slot = 0; slot < SLOTS; slot++) {
      start(slot);
    }
  }

  void take(Step step) {
    int slot = step.a() % SLOTS;
    ModelJvm jvm = jvms[slot];
    switch (step.what()) {
      case APPEND -> append(jvm, step);
      case DELIVER -> settle(jvm, some(jvm, step), new Settlement.Delivered());
      case BURY -> settle(jvm, some(jvm, step), new Settlement.Dead("rejected"));
      case RETRY ->
          settle(
              jvm, some(jvm, step), new Settlement.Retry(step.a() % 7, clock.millis() + step.b()));
      case WITHDRAW -> some(jvm, step).forEach(op -> withdraw(jvm, op));
      case BEGIN -> begin(jvm, some(jvm, step));
      case RELEASE -> release(jvm, some(jvm, step));
      case READ -> some(jvm, step).forEach(op -> check(jvm, op));
      case ADOPT -> adopt(jvm);
      case DIE_SOON -> jvm.process.dieAfter(step.b() % 9, step.a());
      case KILL -> jvm.process.die();
      case CLOSE -> {
        jvm.queue.close();
        jvm.process.die();
      }
    }
    if (jvm.process.isDead()) {
      start(slot);
    } else {
      assertThat(jvm.queue.state().pending()).isEqualTo(jvm.held.size());
      assertThat(jvm.queue.state().corruptRecords()).isZero();
    }
  }

  /** All that was accepted comes out in the end, and nothing is left behind. */
  void drain() {
    for (ModelJvm jvm : jvms) {
      jvm.process.die();
      jvm.held.clear();
    }
    ModelJvm last = start(0);
    do {
      settle(last, List.copyOf(last.held.keySet()), new Settlement.Delivered());
    } while (adopt(last) > 0);
    ops.values().forEach(op -> assertThat(op.fate).as("op %d", op.number).isNotEqualTo(Fate.SURE));
    assertThat(last.queue.state().corruptRecords()).isZero();
    checkLetters(last);
    last.queue.close();
    assertThat(disk.files(".q")).isEmpty();
    assertThat(disk.files(".ack")).isEmpty();
    assertThat(disk.files(".tmp")).isEmpty();
  }

  private void append(ModelJvm jvm, Step step) {
    int number = ops.size();
    Op op =
        new Op(
            number,
            step.b() % 900,
            new Routing(step.a(), step.b(), number),
            clock.millis() + number,
            jvm.generation);
    ops.put(number, op);
    try {
      Ticket ticket = jvm.queue.append(op.routing, op.capturedAt, op.payload());
      op.fate = Fate.SURE;
      jvm.held.put(op, ticket);
    } catch (QueueFullException e) {
      op.fate = Fate.GONE;
      assertThat(settings.maxBytes()).isLessThan(1 << 20);
    } catch (IOException e) {
      op.fate = Fate.UNSURE;
      assertThat(jvm.process.isDead()).as("it fails because it is dead").isTrue();
    }
  }

  private void settle(ModelJvm jvm, List<Op> chosen, Settlement settlement) {
    jvm.queue.settle(chosen.stream().map(jvm.held::get).toList(), settlement);
    boolean survived = !jvm.process.isDead();
    for (Op op : chosen) {
      if (settlement instanceof Settlement.Retry retry) {
        op.postponed(retry, survived);
        continue;
      }
      op.fate = survived ? Fate.GONE : Fate.UNSURE;
      jvm.held.remove(op);
      if (settlement instanceof Settlement.Dead) {
        op.leastLetters += survived ? 1 : 0;
        op.mostLetters++;
        op.burying = !survived;
      }
    }
  }

  private void withdraw(ModelJvm jvm, Op op) {
    if (jvm.process.isDead()) {
      return;
    }
    Ticket ticket = jvm.held.get(op);
    assertThat(jvm.queue.withdraw(ticket)).isEqualTo(!op.begun);
    assertThat(jvm.queue.isWithdrawn(ticket)).isEqualTo(!op.begun);
    if (!op.begun) {
      op.fate = jvm.process.isDead() ? Fate.UNSURE : Fate.GONE;
      jvm.held.remove(op);
      assertThat(jvm.queue.begin(List.of(ticket))).isFalse();
    }
  }

  private static void begin(ModelJvm jvm, List<Op> chosen) {
    assertThat(jvm.queue.begin(chosen.stream().map(jvm.held::get).toList())).isTrue();
    chosen.forEach(op -> op.begun = true);
  }

  private static void release(ModelJvm jvm, List<Op> chosen) {
    jvm.queue.release(chosen.stream().map(jvm.held::get).toList());
    chosen.forEach(op -> op.begun = false);
  }

  private int adopt(ModelJvm jvm) {
    List<Ticket> tickets = Jvms.adopt(jvm.queue);
    if (jvm.process.isDead()) {
      return 0;
    }
    List<Op> adopted = tickets.stream().map(ticket -> op(jvm, ticket)).toList();
    List<Op> hidden =
        ops.values().stream()
            .filter(op -> op.fate != Fate.GONE && Stream.of(jvms).noneMatch(any -> any.has(op)))
            .toList();
    // Each once, none that is settled or held by the living, oldest process first and in order.
    assertThat(hidden).containsAll(adopted);
    assertThat(adopted).doesNotHaveDuplicates().isSortedAccordingTo(Op.IN_ORDER);
    for (Op op : hidden) {
      if (!adopted.contains(op)) {
        assertThat(op.fate).as("op %d, not adopted", op.number).isEqualTo(Fate.UNSURE);
        op.fate = Fate.GONE;
        op.leastLetters += op.burying ? 1 : 0; // it was given up before it was forgotten
      }
    }
    for (int i = 0; i < adopted.size(); i++) {
      Op op = adopted.get(i);
      op.fate = Fate.SURE;
      op.begun = false;
      op.burying = false;
      jvm.held.put(op, tickets.get(i));
      check(jvm, op);
    }
    return adopted.size();
  }

  private Op op(ModelJvm jvm, Ticket ticket) {
    return ops.get(Jvms.number(DeadJournal.read(jvm.queue, ticket)));
  }

  private static void check(ModelJvm jvm, Op op) {
    if (!jvm.process.isDead()) {
      op.check(jvm.held.get(op), DeadJournal.read(jvm.queue, jvm.held.get(op)));
    }
  }

  private void checkLetters(ModelJvm jvm) {
    Map<Integer, Integer> letters = new TreeMap<>();
    try {
      jvm.queue.forEachDeadLetter(
          letter -> {
            Op op = ops.get(Jvms.number(letter.payload()));
            assertThat(letter.payload()).isEqualTo(op.payload());
            letters.merge(op.number, 1, Integer::sum);
          });
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    for (Op op : ops.values()) {
      assertThat(letters.getOrDefault(op.number, 0))
          .as("letters of op %d", op.number)
          .isBetween(op.leastLetters, op.mostLetters);
    }
  }

  private ModelJvm start(int slot) {
    jvms[slot] = new ModelJvm(disk, settings, clock, generations++);
    return jvms[slot];
  }

  /** A run of those that are held, or every third one. */
  private static List<Op> some(ModelJvm jvm, Step step) {
    List<Op> all = new ArrayList<>(jvm.held.keySet());
    if (all.isEmpty()) {
      return all;
    }
    int stride = step.b() % 3 == 0 ? 3 : 1;
    List<Op> chosen = new ArrayList<>();
    for (int i = step.a() % all.size(); i < all.size() && chosen.size() <= step.b() % 12; ) {
      chosen.add(all.get(i));
      i += stride;
    }
    return chosen;
  }

  /** What is known of an operation. */
  enum Fate {
    /** It was accepted and not settled. */
    SURE,

    /** The process died while it was accepted or settled: it may come back, once. */
    UNSURE,

    /** It is settled, or was never accepted, and must not come back. */
    GONE
  }

  private static final class ModelJvm {
    final MemoryProcess process;
    final DiskQueue queue;
    final int generation;
    final Map<Op, Ticket> held = new TreeMap<>(Op.IN_ORDER);

    ModelJvm(MemoryDisk disk, DiskQueueSettings settings, SettableClock clock, int generation) {
      process = new MemoryProcess(disk);
      queue = DiskQueue.open(process, DeadJournal.APP, settings, clock, line -> {});
      this.generation = generation;
    }

    boolean has(Op op) {
      return held.containsKey(op);
    }
  }

  private static final class Op {
    static final Comparator<Op> IN_ORDER =
        Comparator.<Op>comparingInt(op -> op.generation).thenComparingInt(op -> op.number);

    final int number;
    final int bytes;
    final Routing routing;
    final long capturedAt;
    final int generation;
    Fate fate = Fate.GONE;
    boolean begun;
    boolean burying;
    int leastLetters;
    int mostLetters;

    /** More than one if the process died while it was put off. */
    List<Postponement> postponements = List.of(Postponement.NONE);

    Op(int number, int bytes, Routing routing, long capturedAt, int generation) {
      this.number = number;
      this.bytes = bytes;
      this.routing = routing;
      this.capturedAt = capturedAt;
      this.generation = generation;
    }

    byte[] payload() {
      return Jvms.payload(number, bytes);
    }

    void postponed(Settlement.Retry retry, boolean survived) {
      Postponement now = new Postponement(retry.attempts(), retry.notBeforeMillis());
      List<Postponement> possible = new ArrayList<>(survived ? List.of() : postponements);
      possible.add(now);
      postponements = possible;
    }

    void check(Ticket ticket, byte[] payload) {
      assertThat(payload).isEqualTo(payload());
      assertThat(ticket.routing()).isEqualTo(routing);
      assertThat(ticket.capturedAtMillis()).isEqualTo(capturedAt);
      Postponement now = new Postponement(ticket.attempts(), ticket.notBeforeMillis());
      assertThat(postponements).contains(now);
      postponements = List.of(now);
    }

    @Override
    public String toString() {
      return "op " + number + " of process " + generation + ' ' + fate;
    }
  }
}
