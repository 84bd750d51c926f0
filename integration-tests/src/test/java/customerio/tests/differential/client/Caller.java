package customerio.tests.differential.client;

import java.util.List;

/** One client, in one of the ways to call it. Needs a public constructor without parameters. */
public interface Caller {

  Seen send(Ask ask) throws Exception;

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
}
