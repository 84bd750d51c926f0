package customerio.agent.doctor;

import java.util.List;

/** Looks at one thing. */
@FunctionalInterface
interface Examination {

  /** Blocks for some seconds at the most. */
  List<Finding> look(Patient patient);
}
