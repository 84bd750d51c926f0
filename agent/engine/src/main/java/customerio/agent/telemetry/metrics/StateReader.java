package customerio.agent.telemetry.metrics;

import java.util.List;

/** Looks at what is there. Throws nothing: nobody who reads could do anything about it. */
interface StateReader {
  StateReader NONE = List::of;

  List<Reading> read();
}
