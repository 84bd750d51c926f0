package customerio.agent.delivery;

/** Lines of which something is on the shelf. */
interface Awaited {
  Awaited NOBODY =
      new Awaited() {
        @Override
        public boolean isAwaited(long line) {
          return false;
        }

        @Override
        public void joined(long tail, long head) {}
      };

  boolean isAwaited(long line);

  /** Whatever waits for the one, waits for the other. */
  void joined(long tail, long head);
}
