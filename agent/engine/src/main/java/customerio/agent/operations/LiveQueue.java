package customerio.agent.operations;

import customerio.agent.credentials.CredentialVault;
import customerio.agent.customerio.Rules;
import customerio.agent.delivery.Delivery;
import customerio.agent.delivery.DestinationState;
import customerio.agent.operations.QueueStatus.DestinationStatus;
import customerio.agent.queue.DurableQueue;
import customerio.agent.queue.QueueState;
import customerio.agent.queue.disk.DiskQueue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/** The queue of the application in which this runs. Thread-safe. */
public final class LiveQueue implements QueueOperations {
  private final DurableQueue queue;
  private final Delivery delivery;
  private final Clock clock;
  private final Function<DestinationState, String> waitingFor;
  private final Viewer viewer;
  private final Editor editor;
  private final AtomicLong purged = new AtomicLong();

  /**
   * What it works on.
   *
   * @param queue the journal, or what watches it
   * @param unseen told of operations that come past the intake
   * @param waitingFor why a destination waits, in words; "" when it does not
   * @param log gets one line for each change
   */
  public record Parts(
      DiskQueue journal,
      DurableQueue queue,
      Delivery delivery,
      CredentialVault credentials,
      Rules rules,
      Clock clock,
      Runnable unseen,
      Function<DestinationState, String> waitingFor,
      Consumer<String> log) {}

  public LiveQueue(Parts parts) {
    queue = parts.queue;
    delivery = parts.delivery;
    clock = parts.clock;
    waitingFor = parts.waitingFor;
    viewer = new Viewer(parts.journal, parts.clock);
    editor =
        new Editor(
            parts.journal,
            parts.queue,
            parts.credentials,
            parts.rules,
            parts.clock,
            parts.unseen,
            parts.log);
  }

  @Override
  public QueueStatus status() throws IOException {
    QueueState state = queue.state();
    long oldest = state.oldestCapturedAtMillis();
    return new QueueStatus(
        true,
        delivery.isPaused(),
        state.pending(),
        state.bytes(),
        oldest == 0 ? 0 : Math.max(0, clock.millis() - oldest) / 1000.0,
        viewer.deadLettersByReason(),
        state.trouble() == null ? "" : state.trouble(),
        delivery.destinations().stream().map(this::status).toList());
  }

  @Override
  public OperationPage list(Selection selection, int limit, String after) throws IOException {
    return viewer.list(selection, limit, after, delivery.sending());
  }

  @Override
  public List<OperationView> show(String id) throws IOException {
    return viewer.show(id, delivery.sending());
  }

  @Override
  public ExportReport exportTo(Path file, Selection selection) throws IOException {
    return viewer.exportTo(file, selection);
  }

  @Override
  public ImportReport importFrom(Path file) throws IOException {
    return editor.importFrom(file);
  }

  @Override
  public ReplayReport replay(Selection selection) throws IOException {
    return editor.replay(selection);
  }

  @Override
  public PurgeReport purge(Selection selection, String confirmation) throws IOException {
    try {
      PurgeReport report = editor.purge(selection, confirmation, delivery.sending());
      purged.addAndGet(report.pending());
      return report;
    } finally {
      delivery.discarded();
    }
  }

  /** Operations that waited and were purged, since start. */
  public long purged() {
    return purged.get();
  }

  /** Sends nothing of the queue until {@link #resume} or the next start. */
  public void pause() {
    delivery.pause();
  }

  public void resume() {
    delivery.resume();
  }

  public boolean isPaused() {
    return delivery.isPaused();
  }

  /** Sends what can be sent within that time; the rest is in the {@link #status} afterwards. */
  public void flush(Duration budget) {
    delivery.flush(budget);
  }

  private DestinationStatus status(DestinationState state) {
    return new DestinationStatus(
        state.label(),
        state.pending(),
        state.breaker().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        waitingFor.apply(state));
  }
}
