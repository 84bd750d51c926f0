package customerio.agent.management;

import customerio.agent.health.Concern;
import customerio.agent.health.Concerns;
import customerio.agent.health.Gravity;
import customerio.agent.operations.ExportReport;
import customerio.agent.operations.ImportReport;
import customerio.agent.operations.LiveQueue;
import customerio.agent.operations.OperationPage;
import customerio.agent.operations.OperationView;
import customerio.agent.operations.PurgeReport;
import customerio.agent.operations.QueueStatus;
import customerio.agent.operations.ReplayReport;
import customerio.agent.operations.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Does what operators ask for through JMX. Thread-safe. */
public final class QueueBean implements QueueMXBean {
  private static final String PAUSED = "paused";

  private final LiveQueue queue;
  private final Concerns concerns;
  private final Consumer<String> log;

  public QueueBean(LiveQueue queue, Concerns concerns, Consumer<String> log) {
    this.queue = queue;
    this.concerns = concerns;
    this.log = log;
  }

  @Override
  public QueueStatus getStatus() throws IOException {
    return queue.status();
  }

  @Override
  public boolean isPaused() {
    return queue.isPaused();
  }

  @Override
  public long getPurged() {
    return queue.purged();
  }

  @Override
  public OperationPage list(String selection, int limit, String after) throws IOException {
    return queue.list(Selection.parse(selection), limit, after);
  }

  @Override
  public List<OperationView> show(String id) throws IOException {
    return queue.show(id);
  }

  @Override
  public ExportReport exportTo(String file, String selection) throws IOException {
    return queue.exportTo(Path.of(file), Selection.parse(selection));
  }

  @Override
  public ImportReport importFrom(String file) throws IOException {
    return queue.importFrom(Path.of(file));
  }

  @Override
  public ReplayReport replay(String selection) throws IOException {
    return queue.replay(Selection.parse(selection));
  }

  @Override
  public PurgeReport purge(String selection, String confirmation) throws IOException {
    return queue.purge(Selection.parse(selection), confirmation);
  }

  @Override
  public synchronized void pause() {
    if (!queue.isPaused()) {
      queue.pause();
      concerns.raise(
          new Concern(
              PAUSED,
              "",
              "an operator has stopped deliveries; operations wait on disk; resume them with the"
                  + " operation resume of customerio.agent:type=Queue",
              Gravity.PAUSED));
      log.accept("an operator paused deliveries; calls are accepted and wait on disk");
    }
  }

  @Override
  public synchronized void resume() {
    if (queue.isPaused()) {
      concerns.clear(PAUSED, "");
      queue.resume();
      log.accept("an operator resumed deliveries");
    }
  }

  /**
   * @throws IllegalArgumentException seconds are not 1 to 3600
   */
  @Override
  public QueueStatus flush(int seconds) throws IOException {
    if (seconds < 1 || seconds > 3600) {
      throw new IllegalArgumentException("seconds must be 1 to 3600, not " + seconds);
    }
    queue.flush(Duration.ofSeconds(seconds));
    return queue.status();
  }
}
