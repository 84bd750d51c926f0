package customerio.agent.instrumentation.bridge;

import customerio.agent.capture.Reply;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the latest calls were answered, in case that an answer does not reach its client. A client
 * that then tries again by itself, over another connection, gets the same answer and makes no
 * second operation. Thread-safe.
 */
final class Unheard {
  /** Clients try again within milliseconds; an answer is some hundred bytes. */
  private static final int LIMIT = 256;

  private final Map<String, Slot> slots =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Slot> eldest) {
          return size() > LIMIT;
        }
      };

  /** One call; its monitor is held while it is being decided about. */
  static final class Slot {
    private Reply reply;

    Reply reply() {
      return reply;
    }

    void answered(Reply with) {
      reply = with;
    }
  }

  /**
   * @param request of one call there can be several: a redirect, an answer to a challenge
   */
  Slot of(String call, String request) {
    synchronized (slots) {
      return slots.computeIfAbsent(call + ' ' + request, key -> new Slot());
    }
  }
}
