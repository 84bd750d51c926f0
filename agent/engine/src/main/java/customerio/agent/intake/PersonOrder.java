package customerio.agent.intake;

import customerio.agent.queue.Routing;

/**
 * Makes append and bookkeeping one step per person. Without it, of two threads that identify one
 * person, the first to append could be the last to be remembered, and a later repeat of it would be
 * taken for one although the other lies between.
 */
final class PersonOrder {
  private static final int STRIPES = 256;

  private final Object[] locks = new Object[STRIPES];

  PersonOrder() {
    for (int i = 0; i < STRIPES; i++) {
      locks[i] = new Object();
    }
  }

  Object lockOf(Routing routing) {
    return locks[Math.floorMod(Long.hashCode(routing.person()), STRIPES)];
  }
}
