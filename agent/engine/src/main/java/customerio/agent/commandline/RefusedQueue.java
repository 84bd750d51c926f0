package customerio.agent.commandline;

import customerio.agent.operations.ExportReport;
import customerio.agent.operations.ImportReport;
import customerio.agent.operations.OperationPage;
import customerio.agent.operations.OperationView;
import customerio.agent.operations.PurgeReport;
import customerio.agent.operations.QueueOperations;
import customerio.agent.operations.QueueStatus;
import customerio.agent.operations.ReplayReport;
import customerio.agent.operations.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/**
 * Of a running application whose agent must not use its queue, as for want of the key: there is a
 * status, and nothing else to ask for.
 */
final class RefusedQueue implements QueueOperations {
  private final String why;

  RefusedQueue(String why) {
    this.why = why;
  }

  /** What lies in the directory is not known there. */
  @Override
  public QueueStatus status() {
    return new QueueStatus(true, false, 0, 0, 0, new TreeMap<>(), why, List.of());
  }

  @Override
  public OperationPage list(Selection selection, int limit, String after) throws IOException {
    throw refusal();
  }

  @Override
  public List<OperationView> show(String id) throws IOException {
    throw refusal();
  }

  @Override
  public ExportReport exportTo(Path file, Selection selection) throws IOException {
    throw refusal();
  }

  @Override
  public ImportReport importFrom(Path file) throws IOException {
    throw refusal();
  }

  @Override
  public ReplayReport replay(Selection selection) throws IOException {
    throw refusal();
  }

  @Override
  public PurgeReport purge(Selection selection, String confirmation) throws IOException {
    throw refusal();
  }

  IOException refusal() {
    return new IOException(why);
  }
}
