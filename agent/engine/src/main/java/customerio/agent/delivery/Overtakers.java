package customerio.agent.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;

/**
 * Calls of the application that go past the queue, each with people whom it must not overtake: it
 * waits until what was said about them before is settled. What is said later has no say in it, so a
 * person of whom something is said all the time keeps nobody waiting. Nor has a person who is set
 * aside, for minutes or hours: a batch about a thousand people must not fail because of one.
 * Guarded by the destination's lock.
 *
 * <pre>
 *   person has something on the shelf ──▶ not counted yet; looked at whenever the shelf moves
 *   person is set aside               ──▶ not waited for
 *   else                              ──▶ so many of the line are ahead; each that leaves is one less
 *   nobody left to count, none ahead  ──▶ its turn
 * </pre>
 */
final class Overtakers {

  /** A line's operations that were there when the call came to it. */
  private static final class Ahead {
    final long lastNumber;
    int operations;

    Ahead(long lastNumber, int operations) {
      this.lastNumber = lastNumber;
      this.operations = operations;
    }
  }

  private static final class Call {
    final Set<Long> uncounted;
    final Map<Long, Ahead> lines = new HashMap<>();
    final Runnable turn;

    Call(Set<Long> people, Runnable turn) {
      this.uncounted = new HashSet<>(people);
      this.turn = turn;
    }

    boolean isFree() {
      return uncounted.isEmpty() && lines.isEmpty();
    }
  }

  private final PersonLines lines;
  private final Awaited awaited;
  private final LongPredicate isAside;
  private final List<Call> calls = new ArrayList<>();
  private long lastNumber;
  private boolean started;

  Overtakers(PersonLines lines, Awaited awaited, LongPredicate isAside) {
    this.lines = lines;
    this.awaited = awaited;
    this.isAside = isAside;
  }

  /** What earlier JVMs left is known, and what was said meanwhile is in the lanes. */
  void start() {
    started = true;
    look();
  }

  /**
   * A call comes.
   *
   * @param turn run once, later, under the lock
   * @return ends the wait, under the lock as well, and says whether it had lasted until then; null
   *     when there is nothing to wait for
   */
  BooleanSupplier await(Set<Long> people, Runnable turn) {
    Call call = new Call(people, turn);
    count(call);
    if (call.isFree()) {
      return null;
    }
    calls.add(call);
    return () -> calls.remove(call);
  }

  void entered(Entry entry) {
    entry.number = ++lastNumber;
  }

  void left(Entry entry) {
    if (calls.isEmpty()) {
      return;
    }
    PersonLines.Standing standing = entry.standing();
    for (Call call : calls) {
      left(call, standing.line(), entry.number);
      if (standing.otherLine() != standing.line()) {
        left(call, standing.otherLine(), entry.number);
      }
    }
    letGo();
  }

  /** More people may be set aside: nobody knows for how long their lines stand still. */
  void lookAside() {
    if (!calls.isEmpty()) {
      calls.forEach(call -> call.lines.keySet().removeIf(isAside::test));
      letGo();
    }
  }

  /** Something came off the shelf. */
  void look() {
    if (!calls.isEmpty()) {
      calls.forEach(this::count);
      letGo();
    }
  }

  private void count(Call call) {
    if (started) {
      call.uncounted.removeIf(person -> isCounted(call, lines.line(person)));
    }
  }

  private boolean isCounted(Call call, long line) {
    if (isAside.test(line)) {
      return true;
    }
    if (awaited.isAwaited(line)) {
      return false;
    }
    int waiting = lines.waiting(line);
    if (waiting > 0) {
      call.lines.put(line, new Ahead(lastNumber, waiting));
    }
    return true;
  }

  private static void left(Call call, long line, long number) {
    Ahead ahead = call.lines.get(line);
    if (ahead != null && number <= ahead.lastNumber && --ahead.operations == 0) {
      call.lines.remove(line);
    }
  }

  private void letGo() {
    calls.removeIf(
        call -> {
          if (call.isFree()) {
            call.turn.run();
          }
          return call.isFree();
        });
  }
}
