package customerio.agent.intake;

/**
 * A relayed call goes past the queue, so what was said before it, or while it was under way, says
 * nothing about what Customer.io holds afterwards.
 */
interface Overtaking {
  /** What changes nobody overtakes nobody. */
  Overtaking NONE =
      new Overtaking() {
        @Override
        public void begins() {}

        @Override
        public void ends(int status) {}

        @Override
        public void isLost() {}
      };

  static Overtaking of(Acceptance acceptance) {
    return new Overtaking() {
      @Override
      public void begins() {
        acceptance.forget();
      }

      @Override
      public void ends(int status) {
        if (status >= 500) {
          isLost(); // a gateway that gave up leaves a request that still works
        } else {
          acceptance.forget();
        }
      }

      @Override
      public void isLost() {
        acceptance.unseen();
      }
    };
  }

  void begins();

  /** Customer.io has answered. */
  void ends(int status);

  /** There is no answer, and the call may still arrive. */
  void isLost();
}
