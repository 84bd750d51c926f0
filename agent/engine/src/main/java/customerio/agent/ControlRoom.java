package customerio.agent;

import customerio.agent.capture.Seam;
import customerio.agent.config.ModeSwitch;
import customerio.agent.config.RegionChoice;
import customerio.agent.config.Settings;
import customerio.agent.credentials.CredentialVault;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import customerio.agent.delivery.Delivery;
import customerio.agent.health.Concern;
import customerio.agent.health.Concerns;
import customerio.agent.health.Gravity;
import customerio.agent.intake.Intake;
import customerio.agent.log.Log;
import customerio.agent.management.AgentBean;
import customerio.agent.management.AgentMXBean;
import customerio.agent.management.ClientBeans;
import customerio.agent.management.ClientsBean;
import customerio.agent.management.ClientsMXBean;
import customerio.agent.management.ConfigBean;
import customerio.agent.management.ConfigMXBean;
import customerio.agent.management.DedupBean;
import customerio.agent.management.DedupMXBean;
import customerio.agent.management.DestinationBeans;
import customerio.agent.management.Figures;
import customerio.agent.management.Health;
import customerio.agent.management.Jmx;
import customerio.agent.management.Lookout;
import customerio.agent.management.NewsDesk;
import customerio.agent.management.ObservationBean;
import customerio.agent.management.ObservationMXBean;
import customerio.agent.management.QueueBean;
import customerio.agent.management.QueueMXBean;
import customerio.agent.management.RoutingBean;
import customerio.agent.management.RoutingMXBean;
import customerio.agent.management.StatusBean;
import customerio.agent.management.StatusMXBean;
import customerio.agent.management.page.ConnectivityProbe;
import customerio.agent.management.page.ConnectivityProbe.Place;
import customerio.agent.management.page.RecentEvents;
import customerio.agent.management.page.Sources;
import customerio.agent.management.page.StatusDocument;
import customerio.agent.management.page.StatusSite;
import customerio.agent.management.port.Site;
import customerio.agent.operations.LiveQueue;
import customerio.agent.queue.DurableQueue;
import customerio.agent.queue.disk.DiskQueue;
import customerio.agent.routing.Router;
import customerio.agent.telemetry.Telemetry;
import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What an operator sees and has hands on: beans, their news, the site of the health port. Looks at
 * the house and changes nothing in the way of a call. Thread-safe.
 */
final class ControlRoom {

  record Parts(
      Settings settings,
      Clock clock,
      Log levels,
      Consumer<String> log,
      Jmx jmx,
      Telemetry telemetry,
      Concerns concerns,
      Sealing sealing,
      DurableQueue stored,
      DurableQueue queue,
      CredentialVault credentials,
      Router router,
      Delivery delivery,
      Intake intake,
      ModeSwitch modes,
      RecentEvents events,
      NewsDesk news,
      Figures figures,
      ConnectivityProbe.Line line,
      BooleanSupplier isWorking) {}

  private final Parts parts;
  private final Health health;
  private final ConnectivityProbe probe;

  ControlRoom(Parts parts) {
    this.parts = parts;
    health = new Health(parts.queue::state, parts.delivery::destinations, this::concerns);
    probe = new ConnectivityProbe(this::places, parts.line, parts.clock);
  }

  Site site() {
    return new StatusSite(sources(), probe, parts.isWorking);
  }

  private Sources sources() {
    return new Sources(
        Version.text(),
        parts.modes::toString,
        parts.clock,
        health::reasons,
        parts.telemetry::counters,
        parts.queue::state,
        Translated.queue(parts.settings).maxBytes(),
        parts.delivery::destinations,
        Seam::counts,
        parts.events,
        parts.telemetry.metrics().prometheus(),
        parts.settings.effective());
  }

  void showBeans() {
    parts.jmx.register("type=Agent", new AgentBean(agent()), AgentMXBean.class);
    parts.jmx.register(
        "type=Observation",
        new ObservationBean(parts.telemetry::observed),
        ObservationMXBean.class);
    parts.jmx.register("type=Config", new ConfigBean(parts.settings), ConfigMXBean.class);
    parts.jmx.register(
        "type=Status", new StatusBean(new StatusDocument(sources())::text), StatusMXBean.class);
    parts.jmx.register("type=Clients", new ClientsBean(), ClientsMXBean.class);
    parts.jmx.register(
        "type=Dedup",
        new DedupBean(
            parts.settings.dedup(),
            parts.telemetry::counters,
            parts.intake::remembered,
            parts.intake::forgetRepeats),
        DedupMXBean.class);
    if (parts.stored instanceof DiskQueue journal) {
      parts.jmx.register(
          "type=Queue",
          new QueueBean(operations(journal), parts.concerns, parts.log),
          QueueMXBean.class);
    }
    if (parts.router != null) {
      parts.jmx.register("type=Routing", new RoutingBean(parts.router), RoutingMXBean.class);
    }
    new Lookout(
            parts.jmx,
            parts.news,
            health::reasons,
            parts.queue::state,
            parts.settings.queue().maxBytes(),
            parts.clock,
            new DestinationBeans(
                parts.delivery::destinations,
                parts.figures,
                parts.delivery::allowance,
                parts.delivery::tryNow),
            new ClientBeans(Seam::counts),
            fault -> parts.telemetry.suppressed("management", fault))
        .start();
  }

  private AgentBean.Parts agent() {
    return new AgentBean.Parts(
        Version.text(),
        parts.modes,
        parts.levels,
        parts.clock,
        parts.telemetry::counters,
        Seam::passedThrough,
        parts.intake::withdrawn,
        parts.queue::state,
        parts.settings.queue().maxBytes(),
        parts.delivery::destinations,
        health::reasons,
        parts.figures,
        () -> parts.telemetry.metrics().interceptSeconds(0.99),
        parts.events::failures,
        parts.settings.problems(),
        probe::text);
  }

  private LiveQueue operations(DiskQueue journal) {
    return new LiveQueue(
        new LiveQueue.Parts(
            journal,
            parts.queue,
            parts.delivery,
            parts.credentials,
            Intake.rules(parts.settings),
            parts.clock,
            parts.intake::bypassed,
            AgentBean::waitingFor,
            parts.log));
  }

  private List<Concern> concerns() {
    if (!parts.isWorking.getAsBoolean()) {
      parts.concerns.raise(
          new Concern(
              "worker-dead",
              "",
              "a thread of the agent has ended that never ends, and deliveries may have; operations"
                  + " wait on disk; restart the application and report this",
              Gravity.DOWN));
    }
    return parts.sealing.now(parts.concerns);
  }

  /**
   * What is asked for where nothing has been said yet: where the application will probably call.
   */
  private Stream<Place> places() {
    List<Place> used =
        parts.delivery.destinations().stream()
            .map(state -> new Place(state.api(), state.region()))
            .toList();
    boolean eu = parts.settings.accounts().region() == RegionChoice.EU;
    return used.isEmpty()
        ? Stream.of(new Place(Api.TRACK, eu ? Region.EU : Region.US))
        : used.stream();
  }
}
