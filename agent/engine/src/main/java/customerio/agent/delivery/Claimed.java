package customerio.agent.delivery;

import customerio.agent.customerio.Operation;

/** An operation taken from its lane, with its content. */
record Claimed(Entry entry, Operation operation) {}
