package customerio.simulator.calls;

import customerio.simulator.state.Operation;
import java.util.List;

/**
 * What was understood of a call.
 *
 * @param operation as far as it could be read
 * @param problems empty when it may be applied
 */
public record Reading(Operation operation, List<Problem> problems) {

  public boolean isValid() {
    return problems.isEmpty();
  }
}
