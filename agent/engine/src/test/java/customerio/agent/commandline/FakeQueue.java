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
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Answers what it was told to, and notes what it was asked. */
final class FakeQueue implements QueueOperations {
  final List<String> asked = new ArrayList<>();
  final List<OperationView> operations = new ArrayList<>();
  QueueStatus status = new QueueStatus(true, false, 0, 0, 0, new TreeMap<>(), "", List.of());
  ImportReport imported = new ImportReport(3, 0, 0, List.of(), "");
  ReplayReport replayed = new ReplayReport(2, 0, 0, "");
  PurgeReport purged = new PurgeReport(1, 2, 0);
  long unreadable;
  String content = "";
  String next = "";

  @Override
  public QueueStatus status() {
    return status;
  }

  @Override
  public OperationPage list(Selection selection, int limit, String after) {
    asked.add("list [" + selection + "] " + limit + " [" + after + "]");
    return new OperationPage(operations, after.isEmpty() ? next : "");
  }

  @Override
  public List<OperationView> show(String id) {
    return operations.stream().filter(operation -> operation.id().equals(id)).toList();
  }

  @Override
  public ExportReport exportTo(Path file, Selection selection) throws IOException {
    asked.add("export [" + selection + "]");
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    Files.writeString(file, content);
    return new ExportReport(operations.size(), unreadable);
  }

  @Override
  public ImportReport importFrom(Path file) {
    asked.add("import " + file);
    return imported;
  }

  @Override
  public ReplayReport replay(Selection selection) {
    asked.add("replay [" + selection + "]");
    return replayed;
  }

  @Override
  public PurgeReport purge(Selection selection, String confirmation) {
    asked.add("purge [" + selection + "] " + confirmation);
    return purged;
  }
}
