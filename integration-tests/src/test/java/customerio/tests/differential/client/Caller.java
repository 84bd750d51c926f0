package customerio.tests.differential.client;

import java.util.List;

/**
 * One client, in one of the ways to call it. Needs a public constructor without parameters.
 *
 * <p>What not every client offers throws {@link NotOffered} unless it is overridden: such a case of
 * the contract is skipped, and the support table says why.
 */
public interface Caller {

  /** How the answer comes. */
  enum Way {
    SYNC,
    /** As a future. */
    ASYNC,
    CALLBACK,
    REACTIVE
  }

  Seen send(Ask ask) throws Exception;

  default Way way() {
    return Way.SYNC;
  }

  /** In the support table. */
  default String title() {
    throw new UnsupportedOperationException(getClass() + " has no title for the support table");
  }

  /** Of {@code client.<name>.enabled}: the client that this one makes its calls with in the end. */
  default String switchName() {
    throw new UnsupportedOperationException(getClass() + " does not say who makes its calls");
  }

  /**
   * Why chance decides what a thread sees that is interrupted before its call; null = it does not.
   */
  default String whyInterruptIsChance() {
    return null;
  }

  /** Whether a thread that waits in a call gives up when it is interrupted. */
  default boolean hearsInterrupts() {
    return false;
  }

  /** Whether {@link #cancel} does something. */
  default boolean canCancel() {
    return false;
  }

  /** Gives up the call that another thread has underway. */
  default void cancel() {}

  /** What interceptors and listeners have seen since this was last asked. */
  default List<String> notes() {
    return List.of();
  }

  /** The same, but the body goes out only after a {@code 100 Continue}. */
  default Seen sendExpectingContinue(Ask ask) throws Exception {
    throw new NotOffered("no way to ask for 100 Continue");
  }

  /**
   * Sends without a credential and, when asked for it, with this one.
   *
   * @param ask without an {@code Authorization}
   */
  default Seen sendAnsweringChallenge(Ask ask, String user, String password) throws Exception {
    throw new NotOffered("no authenticator of its own");
  }

  /**
   * Reads the body as a stream, and once more after its end.
   *
   * @return with the body that was read first, a {@code |}, and what came of the second reading
   */
  default Seen sendAndReadTwice(Ask ask) throws Exception {
    throw new NotOffered("the body comes whole");
  }

  /**
   * Reads the beginning of the body and closes it.
   *
   * @return with the {@link #BEGINNING} of the body
   */
  default Seen sendAndCloseEarly(Ask ask) throws Exception {
    throw new NotOffered("the body comes whole");
  }

  /** Bytes. */
  int BEGINNING = 8;

  /** Whose body is closed early, as the server knows it; longer than its beginning. */
  default String closedEarly() {
    return "huge";
  }

  /** Name of the thread that was given the last answer. */
  default String answeredOn() {
    throw new NotOffered(
        way() == Way.SYNC ? "the answer comes to the calling thread" : "its thread is not noted");
  }

  /** Connections that calls hold, of the client's pool. */
  default int connectionsInUse() {
    throw new NotOffered("shows nothing of its pool");
  }
}
