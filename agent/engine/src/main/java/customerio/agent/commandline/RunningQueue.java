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

/** The queue of a running application, by its MBean. */
final class RunningQueue implements QueueOperations {
  private final Bean bean;

  RunningQueue(Bean bean) {
    this.bean = bean;
  }

  @Override
  public QueueStatus status() throws IOException {
    return status(bean.get("Status"));
  }

  /**
   * @param value what the MBean returns for one
   */
  static QueueStatus status(Object value) {
    Composite status = Composite.of(value);
    return new QueueStatus(
        status.flag("running"),
        status.flag("paused"),
        status.number("pending"),
        status.number("bytes"),
        status.fraction("oldestAgeSeconds"),
        status.counts("deadLettersByReason"),
        status.text("trouble"),
        status.list(
            "destinations",
            destination ->
                new QueueStatus.DestinationStatus(
                    destination.text("name"),
                    destination.number("pending"),
                    destination.text("breaker"),
                    destination.text("waitingFor"))));
  }

  @Override
  public OperationPage list(Selection selection, int limit, String after) throws IOException {
    Composite page = Composite.of(bean.invoke("list", selection.toString(), limit, after));
    return new OperationPage(page.list("operations", RunningQueue::operation), page.text("next"));
  }

  @Override
  public List<OperationView> show(String id) throws IOException {
    return Composite.list(bean.invoke("show", id), RunningQueue::operation);
  }

  @Override
  public ExportReport exportTo(Path file, Selection selection) throws IOException {
    Composite report = Composite.of(bean.invoke("exportTo", file.toString(), selection.toString()));
    return new ExportReport(report.number("exported"), report.number("unreadable"));
  }

  @Override
  public ImportReport importFrom(Path file) throws IOException {
    Composite report = Composite.of(bean.invoke("importFrom", file.toString()));
    return new ImportReport(
        report.number("imported"),
        report.number("alreadyHere"),
        report.number("refused"),
        report.list(
            "problems",
            problem -> new ImportReport.Problem(problem.number("line"), problem.text("sentence"))),
        report.text("stopped"));
  }

  @Override
  public ReplayReport replay(Selection selection) throws IOException {
    Composite report = Composite.of(bean.invoke("replay", selection.toString()));
    return new ReplayReport(
        report.number("replayed"),
        report.number("old"),
        report.number("unreadable"),
        report.text("stopped"));
  }

  @Override
  public PurgeReport purge(Selection selection, String confirmation) throws IOException {
    Composite report = Composite.of(bean.invoke("purge", selection.toString(), confirmation));
    return new PurgeReport(
        report.number("pending"), report.number("deadLetters"), report.number("inFlight"));
  }

  private static OperationView operation(Composite operation) {
    return new OperationView(
        operation.text("id"),
        operation.text("state"),
        operation.text("kind"),
        operation.text("destination"),
        operation.text("credential"),
        operation.text("capturedAt"),
        operation.number("bytes"),
        (int) operation.number("attempts"),
        operation.text("notBefore"),
        operation.text("reason"),
        operation.text("givenUpAt"));
  }
}
