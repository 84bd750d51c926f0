package customerio.benchmarks.telemetry;

import com.github.benmanes.caffeine.cache.Ticker;
import customerio.agent.atrest.KeyRing;
import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Reply;
import customerio.agent.capture.SynchronousRoute;
import customerio.agent.config.ModeSwitch;
import customerio.agent.config.Settings;
import customerio.agent.config.SettingsReader;
import customerio.agent.credentials.CredentialVault;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import customerio.agent.customerio.UlidSource;
import customerio.agent.delivery.DeliverySettings;
import customerio.agent.intake.CustomerioHosts;
import customerio.agent.intake.Intake;
import customerio.agent.intake.IntakeListener;
import customerio.agent.intake.Outcomes;
import customerio.agent.intake.Wakers;
import customerio.agent.queue.Ticket;
import customerio.agent.queue.disk.DiskQueue;
import customerio.agent.queue.disk.DiskQueueSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Intake with its real queue, in an outage: nothing is ever delivered. */
record Intakes(Intake intake, DiskQueue queue) implements AutoCloseable {
  private static final int WINDOW = DeliverySettings.DEFAULTS.window().perDestination();

  /**
   * @param directory empty
   */
  static Intakes open(Path directory, IntakeListener listener) throws IOException {
    Clock clock = Clock.systemUTC();
    Settings settings = SettingsReader.read("", new Properties(), Map.of(), line -> {});
    CredentialVault credentials = CredentialVault.open(directory, KeyRing.NONE, line -> {});
    credentials.accepted(credentials.learn(Listening.AUTHORIZATION));
    DiskQueue queue =
        DiskQueue.open(
            Files.createDirectory(directory.resolve("queue")),
            DiskQueueSettings.defaults().withMaxBytes(Long.MAX_VALUE).withMinFreeBytes(0),
            clock,
            line -> {});
    AtomicInteger waiting = new AtomicInteger();
    queue.onAppend(ticket -> letWait(queue, waiting, ticket));
    return new Intakes(
        new Intake(
            new Intake.Parts(
                settings,
                new ModeSwitch(settings.modes(), line -> {}),
                new CustomerioHosts(settings.extraHosts()),
                credentials,
                queue,
                new NoRoute(),
                null,
                new UlidSource(clock, new SecureRandom()),
                clock,
                Ticker.systemTicker(),
                listener,
                new Outcomes(),
                Wakers.daemons())),
        queue);
  }

  /** As deliveries do it: what the heap has no room for gives its ticket back. */
  private static void letWait(DiskQueue queue, AtomicInteger waiting, Ticket ticket) {
    if (waiting.get() >= WINDOW || waiting.incrementAndGet() > WINDOW) {
      queue.shelve(ticket);
    }
  }

  @Override
  public void close() {
    queue.close();
  }

  private static final class NoRoute implements SynchronousRoute {

    @Override
    public Reply exchange(
        CapturedRequest request,
        String target,
        Api api,
        Region region,
        long credential,
        Duration timeout)
        throws IOException {
      throw new IOException("nothing is to be relayed here");
    }

    @Override
    public CompletableFuture<Reply> exchangeAsync(
        CapturedRequest request,
        String target,
        Api api,
        Region region,
        long credential,
        Duration timeout) {
      return CompletableFuture.failedFuture(new IOException("nothing is to be relayed here"));
    }
  }
}
