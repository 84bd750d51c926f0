package customerio.agent;

import com.github.benmanes.caffeine.cache.Ticker;
import customerio.agent.accounts.Accounts;
import customerio.agent.capture.CallTaker;
import customerio.agent.config.DurabilityWord;
import customerio.agent.config.EventDedup;
import customerio.agent.config.ModeSwitch;
import customerio.agent.config.OtelMode;
import customerio.agent.config.Settings;
import customerio.agent.credentials.CredentialVault;
import customerio.agent.customerio.UlidSource;
import customerio.agent.delivery.Delivery;
import customerio.agent.health.Concerns;
import customerio.agent.intake.CustomerioHosts;
import customerio.agent.intake.Intake;
import customerio.agent.intake.Outcomes;
import customerio.agent.intake.Wakers;
import customerio.agent.management.AgentBean;
import customerio.agent.management.Jmx;
import customerio.agent.management.ObservationBean;
import customerio.agent.management.QueueBean;
import customerio.agent.management.RoutingBean;
import customerio.agent.operations.LiveQueue;
import customerio.agent.queue.DurableQueue;
import customerio.agent.queue.Routing;
import customerio.agent.queue.Ticket;
import customerio.agent.queue.disk.DiskQueue;
import customerio.agent.routing.Router;
import customerio.agent.telemetry.Telemetry;
import customerio.agent.transport.HttpTransport;
import customerio.agent.transport.Transport;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Joins the rooms of the house, once, on a thread of ours.
 *
 * <pre>
 *  application ──▶ intake ──▶ queue ──▶ delivery ──▶ transport ──▶ Customer.io
 *                    │                     │
 *                    └────── telemetry ◀───┘ ◀── management
 * </pre>
 */
final class Engine {
  private final Settings settings;
  private final Clock clock;
  private final Consumer<String> log;
  private final Telemetry telemetry;
  private final Concerns concerns;
  private final DurableQueue stored;
  private final Sealing sealing;
  private final DurableQueue queue;
  private final CredentialVault credentials;
  private final Router router;
  private final Delivery delivery;
  private final ModeSwitch modes;
  private final Outcomes outcomes = new Outcomes();
  private volatile Intake intake;

  private Engine(Settings settings, Clock clock, Consumer<String> log, Concerns concerns) {
    this.settings = settings;
    this.clock = clock;
    this.log = log;
    this.concerns = concerns;
    modes = new ModeSwitch(settings.modes(), log);
    Path directory = settings.queue().directory();
    telemetry = Telemetry.create(settings.otelMode() == OtelMode.AUTO, Version.text(), log, clock);
    sealing = Sealing.open(settings, log);
    credentials = sealing.credentials();
    router =
        Router.open(
            settings.routingFile(),
            directory,
            credentials,
            settings.queue().durability() == DurabilityWord.FSYNC,
            Translated.maxRoutedNames(Runtime.getRuntime().maxMemory()),
            log);
    stored = sealing.queue(clock, log);
    queue = new WatchedQueue(stored, watcher());
    Accounts accounts = new Accounts(Translated.accounts(settings), credentials, concerns, log);
    Transport transport = new HttpTransport(Translated.transport(settings), telemetry.sendScope());
    delivery =
        new Delivery(
            Translated.delivery(settings),
            queue,
            transport,
            credentials,
            Translated.baseUrls(settings),
            new LearnedRegions(accounts),
            new ListenerPair(telemetry, new OutcomeWatch(outcomes)),
            clock,
            new SplittableRandom());
    accounts.askOver(delivery.synchronousRoute());
  }

  static CallTaker start(Settings settings, Clock clock, Consumer<String> log, Concerns concerns) {
    Engine engine = new Engine(settings, clock, log, concerns);
    Intake intake = engine.intake();
    engine.intake = intake;
    engine.queue.onAppend(engine.delivery::offer);
    engine.queue.onDropped(engine::dropped);
    engine.announce();
    CredentialsFile.read(settings.credentialsFile(), engine.credentials, log);
    new Adopter(engine.delivery, engine.recollection(), log).start();
    engine.flushAtShutdown();
    return intake;
  }

  private Recollection recollection() {
    Settings.Dedup dedup = settings.dedup();
    Duration window = dedup.events() == EventDedup.OFF ? Duration.ZERO : dedup.eventsWindow();
    return new Recollection(queue, intake, window, clock);
  }

  private void flushAtShutdown() {
    try {
      Runtime.getRuntime()
          .addShutdownHook(
              new LastFlush(delivery, queue, telemetry, settings.shutdownTimeout(), log));
    } catch (IllegalStateException shuttingDown) {
      queue.persist();
      // the first call came from a hook of the application: what is not sent in time is on disk
    }
  }

  private void dropped(List<Ticket> tickets) {
    intake.givenUp();
    delivery.discarded();
  }

  private WatchedQueue.Watcher watcher() {
    return new WatchedQueue.Watcher() {
      @Override
      public Routing named(Routing routing) {
        return delivery.named(routing);
      }

      @Override
      public void passed(Routing routing) {
        delivery.passed(routing);
      }

      @Override
      public void givenUp() {
        Intake told = intake;
        if (told != null) {
          told.givenUp();
        }
      }

      @Override
      public void withdrawn(Ticket ticket) {
        delivery.withdrawn(ticket);
      }
    };
  }

  private Intake intake() {
    return new Intake(
        new Intake.Parts(
            settings,
            modes,
            new CustomerioHosts(settings.extraHosts()),
            credentials,
            queue,
            delivery.synchronousRoute(),
            router,
            new UlidSource(clock, new SecureRandom()),
            clock,
            Ticker.systemTicker(),
            telemetry,
            outcomes,
            Wakers.daemons()));
  }

  private LiveQueue operations(DiskQueue journal) {
    return new LiveQueue(
        new LiveQueue.Parts(
            journal,
            queue,
            delivery,
            credentials,
            Intake.rules(settings),
            clock,
            intake::bypassed,
            AgentBean::waitingFor,
            log));
  }

  private void announce() {
    boolean visible =
        Jmx.register(
            new AgentBean(
                Version.text(),
                modes,
                clock,
                telemetry::counters,
                intake::withdrawn,
                queue::state,
                delivery::destinations,
                () -> sealing.now(concerns)),
            new ObservationBean(telemetry::observed),
            log);
    if (visible && stored instanceof DiskQueue journal) {
      Jmx.register(new QueueBean(operations(journal), concerns, log), log);
    }
    if (visible && router != null) {
      Jmx.register(new RoutingBean(router), log);
    }
    log.accept(
        Version.text()
            + " takes over the calls to Customer.io: mode "
            + modes
            + ", durability "
            + settings.queue().durability().name().toLowerCase(Locale.ROOT)
            + (sealing.isSealing() ? ", encrypted" : "")
            + ", queue in "
            + settings.queue().directory());
    if (settings.queue().durability() == DurabilityWord.MEMORY) {
      log.accept(
          "queue.durability=memory: operations of the last seconds are in the heap alone; kill -9, a"
              + " crash or an out-of-memory kill loses them, an orderly end does not");
    }
  }
}
