package customerio.agent.operations;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What an operator can do with an application's queue, whether the application runs or not.
 * Thread-safe; what changes something goes one after the other.
 *
 * <p>What is shown is metadata. People's data leaves only by {@link #exportTo}, into a file that
 * only the user of this process can read.
 *
 * <p>Exceptions are of {@code java.lang} and {@code java.io}, as they travel to JMX clients that
 * have no class of ours; their messages name no person and no key.
 */
public interface QueueOperations {

  /** To be given to {@link #purge}, so that nobody purges by a slip of the hand. */
  String CONFIRMATION = "purge";

  QueueStatus status() throws IOException;

  /**
   * Shows operations, oldest first: those that wait, then those that were given up.
   *
   * @param limit 1 to 10000
   * @param after {@link OperationPage#next} of the page before; "" for the first
   * @throws IllegalArgumentException {@code limit} or {@code after} is none
   */
  OperationPage list(Selection selection, int limit, String after) throws IOException;

  /**
   * All that is there under this id; empty when nothing is. More than one only after a crash in the
   * middle of a {@link #replay}.
   */
  List<OperationView> show(String id) throws IOException;

  /**
   * Writes operations into a new file, one JSON object a line, as docs/operations.md describes it.
   * The queue stays as it is.
   *
   * @param file created with mode 0600
   * @throws java.nio.file.FileAlreadyExistsException it exists; nothing is ever overwritten
   */
  ExportReport exportTo(Path file, Selection selection) throws IOException;

  /**
   * Queues what {@link #exportTo} has written, with the ids and times it had. What waits here or
   * was given up here under the same id is left out, so a file can be imported again after an
   * interruption.
   */
  ImportReport importFrom(Path file) throws IOException;

  /**
   * Puts dead letters back into the queue, under their ids. A letter goes only after its operation
   * is durable in the queue; a crash in between leaves both, which Customer.io recognises as one.
   *
   * @throws IllegalArgumentException the selection is not one of dead letters
   */
  ReplayReport replay(Selection selection) throws IOException;

  /**
   * Removes operations for good. Those being sent at the moment stay.
   *
   * @param confirmation {@link #CONFIRMATION}
   * @throws IllegalArgumentException it is not confirmed; nothing was removed
   */
  PurgeReport purge(Selection selection, String confirmation) throws IOException;
}
