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
import customerio.agent.log.Level;
import customerio.agent.log.Log;
import customerio.agent.management.Figures;
import customerio.agent.management.Jmx;
import customerio.agent.management.NewsDesk;
import customerio.agent.management.page.RecentEvents;
import customerio.agent.queue.DurableQueue;
import customerio.agent.queue.Routing;
import customerio.agent.queue.Ticket;
import customerio.agent.routing.Router;
import customerio.agent.telemetry.Telemetry;
import customerio.agent.transport.HttpTransport;
import customerio.agent.transport.Transport;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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
  private final Log levels;
  private final Consumer<String> warnings;
  private final Jmx jmx;
  private final Telemetry telemetry;
  private final Concerns concerns;
  private final DurableQueue stored;
  private final Sealing sealing;
  private final DurableQueue queue;
  private final CredentialVault credentials;
  private final Router router;
  private final Delivery delivery;
  private final Reachability reachability;
  private final RecentEvents events;
  private final NewsDesk news;
  private final Figures figures;
  private final ModeSwitch modes;
  private final Outcomes outcomes = new Outcomes();
  private volatile Intake intake;
  private volatile Thread worker;

  private Engine(Settings settings, Clock clock, Consumer<String> log, Concerns concerns, Jmx jmx) {
    this.settings = settings;
    this.clock = clock;
    this.log = log;
    this.levels = Log.of(log);
    this.warnings = levels.at(Level.WARN);
    this.concerns = concerns;
    this.jmx = jmx;
    modes = new ModeSwitch(settings.modes(), log);
    Path directory = settings.queue().directory();
    telemetry =
        settings.otelMode() == OtelMode.PRIVATE
            ? Telemetry.awaitingExport(log, clock)
            : Telemetry.create(
                settings.otelMode() == OtelMode.AUTO,
                Translated.spans(settings),
                Version.text(),
                log,
                clock);
    sealing = Sealing.open(settings, warnings);
    credentials = sealing.credentials();
    router =
        Router.open(
            settings.routingFile(),
            directory,
            credentials,
            settings.queue().durability() == DurabilityWord.FSYNC,
            Translated.maxRoutedNames(Runtime.getRuntime().maxMemory()),
            warnings);
    stored = sealing.queue(clock, warnings);
    queue = new WatchedQueue(stored, watcher());
    Accounts accounts =
        new Accounts(Translated.accounts(settings), credentials, concerns, warnings);
    Transport transport = new HttpTransport(Translated.transport(settings), telemetry.sendScope());
    events = new RecentEvents(clock);
    news = new NewsDesk(clock);
    figures = new Figures(clock, news);
    delivery =
        new Delivery(
            Translated.delivery(settings),
            queue,
            transport,
            credentials,
            Translated.baseUrls(settings),
            new LearnedRegions(accounts),
            new ListenerPair(
                new ListenerPair(telemetry, telemetry.metrics().deliveries()),
                new ListenerPair(new OutcomeWatch(outcomes), new ListenerPair(events, figures))),
            clock,
            new SplittableRandom());
    accounts.askOver(delivery.synchronousRoute());
    telemetry.metrics().watch(queue::state, delivery::destinations, settings.queue().maxBytes());
    reachability = new Reachability(transport, Translated.baseUrls(settings), accounts, clock);
  }

  static CallTaker start(
      Settings settings, Clock clock, Consumer<String> log, Concerns concerns, Jmx jmx) {
    Engine engine = new Engine(settings, clock, log, concerns, jmx);
    Intake intake = engine.intake();
    engine.intake = intake;
    engine.queue.onAppend(engine::offer);
    engine.queue.onDropped(engine::dropped);
    ControlRoom room = engine.controlRoom(intake);
    room.showBeans();
    FirstWords.say(settings, engine.modes, engine.sealing.isSealing(), engine.levels);
    CredentialsFile.read(settings.credentialsFile(), engine.credentials, engine.warnings);
    Adopter worker = new Adopter(engine.delivery, engine.recollection(), log);
    worker.start();
    engine.worker = worker;
    if (settings.otelMode() == OtelMode.PRIVATE) {
      PrivateTelemetry.start(engine.telemetry, Translated.spans(settings), clock, log);
    } else if (engine.telemetry.isForApplications()) {
      ApplicationTelemetry.start(engine.telemetry, log);
    }
    HealthPage.start(settings.health(), room::site, log);
    engine.flushAtShutdown();
    return intake;
  }

  /** On the application's thread: what fails here is in the queue, and for the next start. */
  private void offer(Ticket ticket) {
    try {
      delivery.offer(ticket);
    } catch (RuntimeException | Error fault) {
      telemetry.suppressed("delivery", fault);
    }
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
    telemetry.metrics().deliveries().dropped(tickets.size());
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

  private ControlRoom controlRoom(Intake intake) {
    return new ControlRoom(
        new ControlRoom.Parts(
            settings,
            clock,
            levels,
            log,
            jmx,
            telemetry,
            concerns,
            sealing,
            stored,
            queue,
            credentials,
            router,
            delivery,
            intake,
            modes,
            events,
            news,
            figures,
            reachability,
            this::isWorking));
  }

  private boolean isWorking() {
    Thread started = worker;
    return started == null || started.isAlive();
  }
}
