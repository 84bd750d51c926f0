package customerio.agent.commandline;

import customerio.agent.operations.ExportReport;
import customerio.agent.operations.ImportReport;
import customerio.agent.operations.OperationPage;
import customerio.agent.operations.PurgeReport;
import customerio.agent.operations.QueueOperations;
import customerio.agent.operations.ReplayReport;
import customerio.agent.operations.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Commands that move operations: {@code export}, {@code import}, {@code replay}, {@code purge}. */
final class QueueCommands {
  private static final int PAGE = 10_000;

  private final Screen screen;
  private final Request request;
  private final Application application;
  private final QueueOperations queue;

  QueueCommands(Screen screen, Request request, Application application) throws CommandFailure {
    this.screen = screen;
    this.request = request;
    this.application = application;
    this.queue = application.queue();
  }

  ExitCode carryOut() throws CommandFailure, IOException {
    return switch (request.command()) {
      case QUEUE_EXPORT -> export();
      case QUEUE_IMPORT -> importFile();
      case QUEUE_REPLAY -> replay();
      case QUEUE_PURGE -> purge();
      default -> throw new IllegalStateException(request.command().written());
    };
  }

  private ExitCode export() throws CommandFailure, IOException {
    if (!request.has(Option.OUT)) {
      throw Request.usage("export where to? " + Option.OUT.writtenWithValue());
    }
    Path file = request.path(Option.OUT);
    ExportReport report = queue.exportTo(file, request.selection());
    if (request.has(Option.JSON)) {
      screen.json(
          json -> {
            json.writeStartObject();
            json.writeNumberField("exported", report.exported());
            json.writeNumberField("unreadable", report.unreadable());
            json.writeStringField("file", file.toString());
            json.writeEndObject();
          });
    } else {
      screen.line(Amounts.count(report.exported(), "operation") + " in " + file);
      if (report.unreadable() > 0) {
        screen.note(OperationsReport.unreadable(report.unreadable()) + "; left out");
      }
    }
    return report.unreadable() == 0 ? ExitCode.DONE : ExitCode.INCOMPLETE;
  }

  private ExitCode importFile() throws CommandFailure, IOException {
    Path file = request.path(request.operands().get(0));
    if (!application.isRunning() && !Files.isRegularFile(file)) {
      throw new CommandFailure(ExitCode.NOT_FOUND, "no file " + file);
    }
    ImportReport report = queue.importFrom(file);
    if (request.has(Option.JSON)) {
      screen.json(
          json -> {
            json.writeStartObject();
            json.writeNumberField("imported", report.imported());
            json.writeNumberField("alreadyHere", report.alreadyHere());
            json.writeNumberField("refused", report.refused());
            json.writeArrayFieldStart("problems");
            for (ImportReport.Problem problem : report.problems()) {
              json.writeStartObject();
              json.writeNumberField("line", problem.line());
              json.writeStringField("problem", problem.sentence());
              json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("stopped", report.stopped());
            json.writeEndObject();
          });
    } else {
      screen.line(
          Amounts.count(report.imported(), "operation")
              + " queued, "
              + report.alreadyHere()
              + " left out because they are here already, "
              + report.refused()
              + " refused");
      for (ImportReport.Problem problem : report.problems()) {
        screen.note("line " + problem.line() + ": " + Plain.text(problem.sentence()));
      }
      if (!report.stopped().isEmpty()) {
        screen.note("stopped: " + report.stopped());
      }
    }
    return report.refused() == 0 && report.stopped().isEmpty()
        ? ExitCode.DONE
        : ExitCode.INCOMPLETE;
  }

  private ExitCode replay() throws CommandFailure, IOException {
    ReplayReport report = queue.replay(request.selection());
    if (request.has(Option.JSON)) {
      screen.json(
          json -> {
            json.writeStartObject();
            json.writeNumberField("replayed", report.replayed());
            json.writeNumberField("old", report.old());
            json.writeNumberField("unreadable", report.unreadable());
            json.writeStringField("stopped", report.stopped());
            json.writeEndObject();
          });
    } else {
      screen.line(Amounts.count(report.replayed(), "dead letter") + " queued again");
      if (report.old() > 0) {
        screen.note(
            Amounts.count(report.old(), "event")
                + " more than 72 hours old: Customer.io keeps such, and starts no campaign");
      }
      if (report.unreadable() > 0) {
        screen.note(Amounts.count(report.unreadable(), "dead letter") + " cannot be read and stay");
      }
      if (!report.stopped().isEmpty()) {
        screen.note("stopped: " + report.stopped());
      }
    }
    return report.unreadable() == 0 && report.stopped().isEmpty()
        ? ExitCode.DONE
        : ExitCode.INCOMPLETE;
  }

  private ExitCode purge() throws CommandFailure, IOException {
    Selection selection = request.selection();
    if (request.operands().isEmpty()
        && !request.has(Option.PENDING)
        && !request.has(Option.DEAD)
        && !request.has(Option.REASON)) {
      throw Request.usage("purge what? --dead, --pending, or ids; 'queue ls' shows them");
    }
    if (!request.has(Option.YES) && !isConfirmed(selection)) {
      throw new CommandFailure(ExitCode.REFUSED, "nothing was removed");
    }
    PurgeReport report = queue.purge(selection, QueueOperations.CONFIRMATION);
    if (request.has(Option.JSON)) {
      screen.json(
          json -> {
            json.writeStartObject();
            json.writeNumberField("pending", report.pending());
            json.writeNumberField("deadLetters", report.deadLetters());
            json.writeNumberField("inFlight", report.inFlight());
            json.writeEndObject();
          });
    } else {
      screen.line(
          "removed for good: "
              + Amounts.count(report.pending(), "waiting operation")
              + ", "
              + Amounts.count(report.deadLetters(), "dead letter"));
      if (report.inFlight() > 0) {
        screen.note(Amounts.count(report.inFlight(), "operation") + " being sent stay");
      }
    }
    return report.inFlight() == 0 ? ExitCode.DONE : ExitCode.INCOMPLETE;
  }

  private boolean isConfirmed(Selection selection) throws CommandFailure, IOException {
    String answer =
        screen.ask(
            Amounts.count(count(selection), "operation")
                + " of "
                + application.name()
                + " would be removed for good. Type '"
                + QueueOperations.CONFIRMATION
                + "' to do it: ");
    if (answer == null) {
      throw new CommandFailure(
          ExitCode.REFUSED,
          "nothing was removed: nobody is here to confirm it, and --yes is not given");
    }
    return answer.trim().equals(QueueOperations.CONFIRMATION);
  }

  private long count(Selection selection) throws IOException {
    long count = 0;
    String next = "";
    do {
      OperationPage page = queue.list(selection, PAGE, next);
      count += page.operations().size();
      next = page.next();
    } while (!next.isEmpty());
    return count;
  }
}
