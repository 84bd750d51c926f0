package customerio.agent.delivery;

import java.util.function.BooleanSupplier;

/** When a relayed call may go. */
interface Turn {
  Turn AT_ONCE = later -> null;

  /**
   * Asks for it, once.
   *
   * @param later run once when it is the call's turn, if it is not at once; does not block
   * @return ends the wait, at any time, and says whether it had lasted until then: if not, the call
   *     is on its way; null when it may go at once
   */
  BooleanSupplier await(Runnable later);
}
