package customerio.agent.operations;

import customerio.agent.credentials.CredentialVault;
import customerio.agent.credentials.Standing;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.OperationCodec;
import customerio.agent.customerio.Reading;
import customerio.agent.customerio.RequestReader;
import customerio.agent.customerio.Rules;
import customerio.agent.intake.Routings;
import customerio.agent.operations.ImportReport.Problem;
import customerio.agent.queue.Routing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Queues what was exported. Reads the file twice: first for its ids, so that one walk through the
 * queue tells which of them are there already. Used once.
 */
final class Importing {
  private final Path file;
  private final Inventory inventory;
  private final Requeue queue;
  private final CredentialVault credentials;
  private final Rules rules;
  private final LineReader reader = new LineReader();
  private final IdSet present = new IdSet();
  private final List<Problem> problems = new ArrayList<>();
  private long imported;
  private long alreadyHere;
  private long refused;

  Importing(
      Path file, Inventory inventory, Requeue queue, CredentialVault credentials, Rules rules) {
    this.file = file;
    this.inventory = inventory;
    this.queue = queue;
    this.credentials = credentials;
    this.rules = rules;
  }

  ImportReport run() throws IOException {
    findPresent(ids());
    String stopped = "";
    try (Lines lines = new Lines(file)) {
      while (stopped.isEmpty() && take(lines)) {
        stopped = queue.trouble();
      }
    } finally {
      queue.end();
    }
    return new ImportReport(imported, alreadyHere, refused, List.copyOf(problems), stopped);
  }

  private IdSet ids() throws IOException {
    IdSet ids = new IdSet();
    try (Lines lines = new Lines(file)) {
      for (boolean more = true; more; ) {
        try {
          byte[] line = lines.next();
          more = line != null;
          if (more && line.length > 0) {
            ids.add(reader.read(line).id());
          }
        } catch (BadLineException reportedLater) {
          // when the line is to be imported
        }
      }
    }
    return ids;
  }

  private void findPresent(IdSet ids) throws IOException {
    inventory.walk(
        Selection.ALL,
        found -> {
          if (found.operation() != null && ids.contains(found.operation().id())) {
            present.add(found.operation().id());
          }
          return true;
        });
  }

  /**
   * @return whether there was a line
   */
  private boolean take(Lines lines) throws IOException {
    try {
      byte[] line = lines.next();
      if (line == null) {
        return false;
      }
      if (line.length > 0) {
        take(reader.read(line));
      }
    } catch (BadLineException bad) {
      refused++;
      if (problems.size() < ImportReport.SHOWN) {
        problems.add(new Problem(lines.number(), bad.getMessage()));
      }
    }
    return true;
  }

  private void take(Operation operation) throws BadLineException {
    Routing routing = routing(operation);
    if (present.contains(operation.id())) {
      alreadyHere++;
    } else if (queue.append(routing, encoded(operation))) {
      present.add(operation.id());
      imported++;
    }
  }

  private Routing routing(Operation operation) throws BadLineException {
    long credential = operation.credential();
    if (credentials.standing(credential) == Standing.UNKNOWN
        && credentials.authorization(credential) == null) {
      throw new BadLineException(
          "has a credential that this application has not used; one exported from another queue"
              + " directory has another number there, see docs/operations.md");
    }
    Reading reading =
        RequestReader.read(operation.endpoint(), operation.target(), operation.body(), rules);
    if (reading instanceof Reading.NotUnderstood not) {
      throw new BadLineException("has a request that Customer.io would refuse: " + not.reason());
    }
    Reading.Understood understood =
        reading instanceof Reading.PartlyLost partly
            ? partly.understood()
            : (Reading.Understood) reading;
    return new Routings(credentials)
        .of(operation.endpoint().api(), operation.region(), credential, understood);
  }

  private static byte[] encoded(Operation operation) throws BadLineException {
    try {
      return OperationCodec.encode(operation);
    } catch (IllegalArgumentException invalid) {
      throw new BadLineException("has a text that is no valid Unicode");
    }
  }
}
