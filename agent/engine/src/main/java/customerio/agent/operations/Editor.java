package customerio.agent.operations;

import customerio.agent.credentials.CredentialVault;
import customerio.agent.customerio.Rules;
import customerio.agent.operations.Selection.Among;
import customerio.agent.queue.DurableQueue;
import customerio.agent.queue.Ticket;
import customerio.agent.queue.disk.DiskQueue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.function.Consumer;

/** Changes a queue that this process holds, one change after the other. Thread-safe. */
final class Editor {
  private final DiskQueue journal;
  private final DurableQueue queue;
  private final Inventory inventory;
  private final CredentialVault credentials;
  private final Rules rules;
  private final Clock clock;
  private final Runnable unseen;
  private final Consumer<String> log;

  /**
   * @param queue the journal, or what watches it
   * @param unseen told of operations that come past the intake
   */
  Editor(
      DiskQueue journal,
      DurableQueue queue,
      CredentialVault credentials,
      Rules rules,
      Clock clock,
      Runnable unseen,
      Consumer<String> log) {
    this.journal = journal;
    this.queue = queue;
    this.inventory = new Inventory(journal, clock);
    this.credentials = credentials;
    this.rules = rules;
    this.clock = clock;
    this.unseen = unseen;
    this.log = log;
  }

  synchronized ImportReport importFrom(Path file) throws IOException {
    ImportReport report = new Importing(file, inventory, requeue(), credentials, rules).run();
    log.accept(
        "an operator imported %d operations; %d were here already, %d lines were refused%s"
            .formatted(
                report.imported(),
                report.alreadyHere(),
                report.refused(),
                stopped(report.stopped())));
    return report;
  }

  synchronized ReplayReport replay(Selection selection) throws IOException {
    if (selection.among() != Among.DEAD) {
      throw new IllegalArgumentException(
          "only dead letters can be replayed: begin the selection with 'dead'");
    }
    ReplayReport report = new Replaying(journal, inventory, requeue(), clock).run(selection);
    log.accept(
        "an operator put %d dead letters back into the queue%s"
            .formatted(report.replayed(), stopped(report.stopped())));
    return report;
  }

  synchronized PurgeReport purge(Selection selection, String confirmation, Set<Ticket> sending)
      throws IOException {
    if (!QueueOperations.CONFIRMATION.equals(confirmation)) {
      throw new IllegalArgumentException(
          "nothing was removed: to remove operations for good, confirm with the word '"
              + QueueOperations.CONFIRMATION
              + "'");
    }
    PurgeReport report = new Purging(journal, queue, inventory).run(selection, sending);
    log.accept(
        "an operator gave up %d waiting operations and removed %d dead letters, for good"
            .formatted(report.pending(), report.deadLetters()));
    return report;
  }

  private Requeue requeue() {
    return new Requeue(queue, clock, unseen);
  }

  private static String stopped(String why) {
    return why.isEmpty() ? "" : "; stopped: " + why;
  }
}
