package customerio.simulator.calls;

import customerio.simulator.faults.Poison.BatchStyle;
import java.util.List;

/**
 * A batch after it was taken.
 *
 * @param items all of them, in their order
 * @param style how problems are to be answered
 */
public record Batch(List<Item> items, BatchStyle style) {

  /**
   * @param problems empty for an item that was accepted
   */
  public record Item(int index, List<Problem> problems) {}
}
