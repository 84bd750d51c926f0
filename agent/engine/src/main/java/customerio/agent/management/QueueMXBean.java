package customerio.agent.management;

import customerio.agent.operations.ExportReport;
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
@Described("What waits and what was given up: to look at, export, import, send again, remove.")
public interface QueueMXBean {
  String SELECTION = "selection";
  String WHICH =
      "words such as pending, dead, kind=track.event, older-than=2h, id=01J…; empty for all";

  @Described(
      "Everything at once: how much waits, how old it is, dead letters by reason, destinations.")
  QueueStatus getStatus() throws IOException;

  @Described("Whether an operator has stopped deliveries.")
  boolean isPaused();

  @Described("Operations that waited and were purged, since start.")
  @Unit("operations")
  long getPurged();

  @Described(value = "Metadata of operations, the oldest first, page by page.", onlyReads = true)
  OperationPage list(
      @Argument(name = SELECTION, value = WHICH) String selection,
      @Argument(name = "limit", value = "how many at most") int limit,
      @Argument(
              name = "after",
              value = "empty for the first page, then what the page before has as next")
          String after)
      throws IOException;

  @Described(
      value = "Metadata of the operation with this id; empty when there is none.",
      onlyReads = true)
  List<OperationView> show(
      @Argument(name = "id", value = "ULID, as the reply's X-Customerio-Agent names it") String id)
      throws IOException;

  @Described(
      "Writes operations to a new file that only this user can read; how many, and how many it could"
          + " not read.")
  ExportReport exportTo(
      @Argument(name = "file", value = "path on the application's host; must not exist")
          String file,
      @Argument(name = SELECTION, value = WHICH) String selection)
      throws IOException;

  @Described("Queues what was exported.")
  ImportReport importFrom(
      @Argument(name = "file", value = "path on the application's host") String file)
      throws IOException;

  @Described("Puts dead letters back into the queue, under their ids.")
  ReplayReport replay(@Argument(name = SELECTION, value = WHICH) String selection)
      throws IOException;

  @Described("Removes operations for good.")
  PurgeReport purge(
      @Argument(name = SELECTION, value = WHICH) String selection,
      @Argument(name = "confirmation", value = "the word purge") String confirmation)
      throws IOException;

  @Described("Sends nothing until resume or the next start; calls are accepted as before.")
  void pause();

  @Described("Goes on sending.")
  void resume();

  @Described(
      "Sends without waiting for batches, repetitions and a breaker; what is left after so long.")
  QueueStatus flush(@Argument(name = "seconds", value = "1 to 3600") int seconds)
      throws IOException;
}
