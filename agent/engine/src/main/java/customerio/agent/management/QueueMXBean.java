package customerio.agent.management;

import customerio.agent.operations.ImportReport;
import customerio.agent.operations.OperationPage;
import customerio.agent.operations.OperationView;
import customerio.agent.operations.PurgeReport;
import customerio.agent.operations.QueueStatus;
import customerio.agent.operations.ReplayReport;
import java.io.IOException;
import java.util.List;

/**
 * The operator's hands: {@code customerio.agent:type=Queue}. Selections are text, see {@link
 * customerio.agent.operations.Selection}; files are on the application's host.
 *
 * <p>Nothing here returns what an application said about a person: JMX may be remote and without a
 * password. It can be written to a file that only the application's user can read.
 */
public interface QueueMXBean {

  QueueStatus getStatus() throws IOException;

  boolean isPaused();

  /** Operations that waited and were purged, since start. */
  long getPurged();

  @Described("Metadata of operations, oldest first; at most <limit>, then go on with <next>.")
  OperationPage list(
      @Described("selection") String selection,
      @Described("limit") int limit,
      @Described("after") String after)
      throws IOException;

  @Described("Metadata of the operation with this id; empty when there is none.")
  List<OperationView> show(@Described("id") String id) throws IOException;

  @Described("Writes operations to a new file of mode 0600 on this host; returns how many.")
  long exportTo(@Described("file") String file, @Described("selection") String selection)
      throws IOException;

  @Described("Queues what was exported to a file on this host.")
  ImportReport importFrom(@Described("file") String file) throws IOException;

  @Described("Puts dead letters back into the queue, under their ids.")
  ReplayReport replay(@Described("selection") String selection) throws IOException;

  @Described("Removes operations for good; the confirmation is the word purge.")
  PurgeReport purge(
      @Described("selection") String selection, @Described("confirmation") String confirmation)
      throws IOException;

  @Described("Sends nothing until resume or the next start; calls are accepted as before.")
  void pause();

  @Described("Goes on sending.")
  void resume();

  @Described(
      "Sends without waiting for batches, retries and a breaker; what is left after so long.")
  QueueStatus flush(@Described("seconds") int seconds) throws IOException;
}
