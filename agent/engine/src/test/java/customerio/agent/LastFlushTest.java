package customerio.agent;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.atrest.KeyRing;
import customerio.agent.credentials.CredentialVault;
import customerio.agent.delivery.Delivery;
import customerio.agent.delivery.DeliverySettings;
import customerio.agent.delivery.Regions;
import customerio.agent.queue.DurableQueue;
import customerio.agent.queue.QueueState;
import customerio.agent.queue.Routing;
import customerio.agent.queue.disk.DiskQueue;
import customerio.agent.queue.disk.DiskQueueSettings;
import customerio.agent.queue.disk.Durability;
import customerio.agent.telemetry.Telemetry;
import customerio.agent.transport.HttpTransport;
import customerio.agent.transport.SendScope;
import customerio.agent.transport.TransportSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastFlushTest {
  private static final String NOTHING_YET =
      "stopped: accepted 0, delivered 0, deduplicated 0, rejected 0";

  @TempDir Path directory;
  private final Clock clock = Clock.systemUTC();
  private final List<String> log = new ArrayList<>();
  private final Telemetry telemetry = Telemetry.create(false, "1", log::add, clock);
  private DurableQueue queue;
  private Delivery delivery;

  @BeforeEach
  void open() {
    queue = DiskQueue.open(directory, DiskQueueSettings.defaults(), clock, log::add);
    delivery =
        new Delivery(
            DeliverySettings.DEFAULTS,
            queue,
            new HttpTransport(TransportSettings.DEFAULTS, SendScope.NONE),
            CredentialVault.open(directory, KeyRing.NONE, log::add),
            (api, region) -> URI.create("http://127.0.0.1:9"),
            Regions.AS_CALLED,
            telemetry,
            clock,
            new SplittableRandom(1));
    queue.onAppend(delivery::offer);
  }

  @AfterEach
  void close() {
    queue.close();
  }

  /** The application ended while the backlog of earlier runs was still being read. */
  @Test
  void stopBeforeTheStart_sendsNothingAndSaysWhatWaits() throws Exception {
    queue.append(new Routing(1, 2, 0), clock.millis(), new byte[] {1});
    queue.append(new Routing(1, 3, 0), clock.millis(), new byte[] {1});

    flush(queue, Duration.ZERO).run();
    delivery.start();

    assertThat(queue.state().pending()).isEqualTo(2);
    assertThat(log).containsExactly(NOTHING_YET + "; 2 wait on disk for the next start");
  }

  @Test
  void nothingPending_saysNothingOfWaiting() {
    flush(queue, Duration.ofSeconds(5)).run();

    assertThat(log).containsExactly(NOTHING_YET);
  }

  @Test
  void suppressedFaults_areInTheLastLine() {
    telemetry.suppressed("client", new IllegalStateException());
    telemetry.suppressed("client", new IllegalStateException());
    telemetry.suppressedBefore(3);
    log.clear();

    flush(queue, Duration.ofSeconds(5)).run();

    assertThat(log).containsExactly(NOTHING_YET + ", suppressed faults 5");
  }

  @Test
  void whatIsInTheHeap_isInAFileAfterwards() throws Exception {
    Path app = directory.resolve("memory");
    DiskQueueSettings memory = DiskQueueSettings.defaults().withDurability(Durability.MEMORY);
    try (DiskQueue inHeap = DiskQueue.open(app, memory, clock, log::add)) {
      inHeap.append(new Routing(1, 2, 0), clock.millis(), new byte[] {1});

      flush(inHeap, Duration.ZERO).run();

      assertThat(inHeap.state().bytes()).isPositive();
    }
  }

  /** An uncaught fault would be printed with a stack trace, as if it were the application's. */
  @Test
  void fault_isOneLine() {
    DurableQueue faulty =
        new WatchedQueue(queue, new QueueWatcher()) {
          @Override
          public QueueState state() {
            throw new IllegalStateException("state");
          }
        };

    flush(faulty, Duration.ZERO).run();

    assertThat(log).containsExactly("stopped after a fault (java.lang.IllegalStateException)");
  }

  private LastFlush flush(DurableQueue of, Duration budget) {
    return new LastFlush(delivery, of, telemetry, budget, log::add);
  }
}
