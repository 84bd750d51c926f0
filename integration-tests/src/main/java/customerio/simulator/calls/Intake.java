package customerio.simulator.calls;

import customerio.simulator.faults.Faults;
import customerio.simulator.faults.Poison;
import customerio.simulator.faults.Poison.BatchStyle;
import customerio.simulator.http.ApiRequest;
import customerio.simulator.state.Operation;
import customerio.simulator.state.Outcome;
import customerio.simulator.state.State;
import customerio.simulator.state.Workspace;
import java.util.ArrayList;
import java.util.List;

/** Applies what was read, or writes down why not. */
public final class Intake {

  private static final Problem POISONED =
      Problem.invalid("attributes", "the request cannot be processed");

  private final State state;
  private final Faults faults;

  public Intake(State state, Faults faults) {
    this.state = state;
    this.faults = faults;
  }

  /**
   * One call by itself.
   *
   * @return its problems, a poison's included; empty when it was accepted
   */
  public List<Problem> take(Call call, Reading reading) {
    List<Problem> problems = withPoison(call, reading);
    settle(call, null, reading.operation(), problems);
    return problems;
  }

  /** Items of one batch in their order. Those that are wrong do not hinder the others. */
  public Batch takeBatch(Call call, List<Reading> readings) {
    BatchStyle style = BatchStyle.MULTI_STATUS;
    List<Batch.Item> items = new ArrayList<>();
    for (int i = 0; i < readings.size(); i++) {
      List<Problem> problems = readings.get(i).problems();
      if (problems.isEmpty()) {
        Poison poison = faults.poison(call.request(), readings.get(i).operation());
        if (poison != null) {
          style = poison.style();
          problems = List.of(POISONED);
        }
      }
      items.add(new Batch.Item(i, problems));
    }
    for (Batch.Item item : items) {
      Operation operation = readings.get(item.index()).operation();
      if (style == BatchStyle.WHOLE_BATCH && item.problems().isEmpty()) {
        note(call, item.index(), operation, Outcome.refused("the whole batch was refused"));
      } else {
        settle(call, item.index(), operation, item.problems());
      }
    }
    return new Batch(items, style);
  }

  /**
   * As the strict mode of Pipelines takes calls.
   *
   * @param batch whether they came in one
   * @return what is wrong with any of them; empty when all were accepted
   */
  public List<String> takeAllOrNone(Call call, boolean batch, List<Reading> readings) {
    List<String> messages = new ArrayList<>();
    for (Reading reading : readings) {
      withPoison(call, reading).forEach(problem -> messages.add(problem.message()));
    }
    for (int i = 0; i < readings.size(); i++) {
      Outcome known = messages.isEmpty() ? null : Outcome.refused(messages.get(0));
      note(call, batch ? i : null, readings.get(i).operation(), known);
    }
    return messages;
  }

  /** As the permissive mode of Pipelines takes calls: what is wrong is dropped without a word. */
  public void takeOrDrop(Call call, boolean batch, List<Reading> readings) {
    for (int i = 0; i < readings.size(); i++) {
      List<Problem> problems = withPoison(call, readings.get(i));
      Outcome known = problems.isEmpty() ? null : Outcome.ignored(problems.get(0).message());
      note(call, batch ? i : null, readings.get(i).operation(), known);
    }
  }

  /** Writes down what was answered 200 and dropped. */
  public void drop(Call call, Integer batchIndex, Operation operation, String reason) {
    note(call, batchIndex, operation, Outcome.ignored(reason));
  }

  private List<Problem> withPoison(Call call, Reading reading) {
    boolean poisoned =
        reading.isValid() && faults.poison(call.request(), reading.operation()) != null;
    return poisoned ? List.of(POISONED) : reading.problems();
  }

  private void settle(Call call, Integer batchIndex, Operation operation, List<Problem> problems) {
    Outcome known = problems.isEmpty() ? null : Outcome.refused(problems.get(0).message());
    note(call, batchIndex, operation, known);
  }

  private void note(Call call, Integer batchIndex, Operation operation, Outcome known) {
    ApiRequest request = call.request();
    Workspace workspace = call.workspace();
    // open endpoints belong to no workspace: there is nothing to apply
    Outcome outcome = known == null && workspace == null ? Outcome.APPLIED : known;
    state.process(
        request.host(),
        workspace,
        request.number(),
        request.header("user-agent"),
        batchIndex,
        operation,
        outcome);
  }
}
