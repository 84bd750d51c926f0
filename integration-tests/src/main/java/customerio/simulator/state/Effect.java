package customerio.simulator.state;

/** What an operation does to a workspace. Runs under the lock of {@link State}. */
@FunctionalInterface
public interface Effect {

  /** For what Customer.io records but what changes no person: reports, sends, triggers. */
  Effect NONE = (workspace, atMillis) -> Outcome.APPLIED;

  /**
   * @param atMillis when it happened: the operation's own time, else its arrival, in whole seconds
   */
  Outcome on(Workspace workspace, long atMillis);

  /** Whether it works on somebody who is suppressed. Everything else is ignored then. */
  default boolean reachesTheSuppressed() {
    return false;
  }

  /** Gives a person's identifiers free again. */
  record Unsuppress(PersonKey person) implements Effect {

    @Override
    public Outcome on(Workspace workspace, long atMillis) {
      return workspace.unsuppress(person);
    }

    @Override
    public boolean reachesTheSuppressed() {
      return true;
    }
  }
}
