package customerio.agent.delivery;

import customerio.agent.customerio.Operation;

/** An operation taken from its lane, with its content. */
record Claimed(Entry entry, Operation operation) {

  /** An earlier process has left it, or it has come back from the dead letters. */
  boolean isReplayed() {
    return entry.fromBacklog || entry.ticket.capturedAtMillis() != operation.capturedAtMillis();
  }
}
