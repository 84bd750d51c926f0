package customerio.agent.intake;

import customerio.agent.customerio.Operation;
import customerio.agent.customerio.Reading;
import customerio.agent.queue.Routing;

/** One understood call: what was said, about whom, and where it belongs. */
record Said(Operation operation, Reading.Understood reading, Routing routing) {

  /** An event: leaves attributes and names alone. */
  boolean changesOnlyHistory() {
    return switch (operation.endpoint().operationName()) {
      case "event", "page", "screen", "track" -> !reading.barrier();
      default -> false;
    };
  }
}
