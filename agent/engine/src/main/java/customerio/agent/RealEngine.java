package customerio.agent;

import customerio.agent.capture.CallTaker;
import customerio.agent.config.Settings;
import customerio.agent.health.Concern;
import customerio.agent.health.Concerns;
import customerio.agent.log.Level;
import customerio.agent.log.Log;
import customerio.agent.management.Jmx;
import customerio.agent.management.WebhooksBean;
import customerio.agent.management.WebhooksMXBean;
import customerio.agent.webhooks.Webhooks;
import java.time.Clock;
import java.util.function.Consumer;

/** The engine, and what looks at webhooks; they share nothing but the list of concerns. */
final class RealEngine implements EngineMaker {
  private final Clock clock;
  private final Consumer<String> log;
  private final Concerns concerns = new Concerns();
  private Webhooks webhooks;
  private volatile boolean opened;

  RealEngine(Clock clock, Consumer<String> log) {
    this.clock = clock;
    this.log = log;
  }

  @Override
  public CallTaker start(Settings settings) {
    Jmx jmx = Jmx.open(Log.of(log).at(Level.WARN));
    CallTaker intake = Engine.start(settings, clock, log, concerns, jmx);
    Webhooks looking = webhooks(settings);
    if (looking != null) {
      jmx.register("type=Webhooks", new WebhooksBean(looking::counts), WebhooksMXBean.class);
    }
    return intake;
  }

  @Override
  public Webhooks webhooks(Settings settings) {
    if (!opened) {
      open(settings);
    }
    return webhooks;
  }

  @Override
  public void raise(Concern concern) {
    concerns.raise(concern);
  }

  private synchronized void open(Settings settings) {
    if (!opened) {
      webhooks =
          Webhooks.open(settings.webhookKeyFile(), clock, concerns, Log.of(log).at(Level.WARN));
      opened = true;
    }
  }
}
