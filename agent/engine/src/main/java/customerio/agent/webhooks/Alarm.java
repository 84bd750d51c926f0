package customerio.agent.webhooks;

import customerio.agent.health.Concern;
import customerio.agent.health.Concerns;
import customerio.agent.health.Gravity;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Tells health and log about bad signatures: once when they begin, and again when good ones have
 * come for a while and no bad one. So a forger among good ones neither floods the log nor has the
 * health waver. Thread-safe.
 */
final class Alarm {
  static final String CODE = "webhook-signature";
  static final Duration QUIET = Duration.ofMinutes(10);

  private static final String MISMATCHED =
      "a webhook has a signature that is not Customer.io's: somebody else sent it, something on the"
          + " way changed it, or webhook.signing-key-file lacks the key of its workspace";
  private static final String STALE =
      "a webhook is rightly signed, but more than 5 minutes before or after this machine's time:"
          + " somebody sent it again, it was held up on the way, or the clock is wrong";
  private static final String CONSEQUENCE =
      "; the application got it as it is; compare the keys and look at who may call this address";

  private final Clock clock;
  private final Concerns concerns;
  private final Consumer<String> log;
  private boolean raised;
  private long lastBadMillis;

  Alarm(Clock clock, Concerns concerns, Consumer<String> log) {
    this.clock = clock;
    this.concerns = concerns;
    this.log = log;
  }

  synchronized void heard(Verdict verdict) {
    if (verdict != Verdict.VERIFIED) {
      lastBadMillis = clock.millis();
      raise(verdict == Verdict.STALE ? STALE : MISMATCHED);
    } else if (raised && Math.abs(clock.millis() - lastBadMillis) >= QUIET.toMillis()) {
      raised = false;
      concerns.clear(CODE, "");
      log.accept("webhooks are rightly signed again");
    }
  }

  private void raise(String sentence) {
    concerns.raise(new Concern(CODE, "", sentence + CONSEQUENCE, Gravity.DEGRADED));
    if (!raised) {
      raised = true;
      log.accept(
          sentence + CONSEQUENCE + "; MBean customerio.agent:type=Webhooks counts further ones");
    }
  }
}
