package customerio.agent.intake;

import customerio.agent.customerio.Operation;
import customerio.agent.customerio.Reading;
import customerio.agent.queue.Routing;

/** One understood call: what was said, about whom, and where it belongs. */
record Said(Operation operation, Reading.Understood reading, Routing routing) {}
