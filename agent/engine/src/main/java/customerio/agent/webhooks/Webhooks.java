package customerio.agent.webhooks;

import customerio.agent.capture.WebhookBody;
import customerio.agent.customerio.WebhookSignature;
import customerio.agent.health.Concerns;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies the signatures of webhooks that the application receives, and does nothing else: to
 * answer a bad one with 401 would have Customer.io hold back all reporting for an hour.
 * Thread-safe.
 */
public final class Webhooks {
  /** As other receivers have it; Customer.io leaves it to them. */
  static final Duration WINDOW = Duration.ofMinutes(5);

  private final List<SecretKeySpec> keys;
  private final Clock clock;
  private final Alarm alarm;
  private final LongAdder received = new LongAdder();
  private final LongAdder verified = new LongAdder();
  private final LongAdder mismatched = new LongAdder();
  private final LongAdder stale = new LongAdder();

  private Webhooks(List<SecretKeySpec> keys, Clock clock, Alarm alarm) {
    this.keys = keys;
    this.clock = clock;
    this.alarm = alarm;
  }

  /**
   * @param keyFile null = webhooks are not verified
   * @return null when there is no key
   */
  public static Webhooks open(Path keyFile, Clock clock, Concerns concerns, Consumer<String> log) {
    List<SecretKeySpec> keys = keyFile == null ? List.of() : SigningKeyFile.read(keyFile, log);
    return keys.isEmpty() ? null : new Webhooks(keys, clock, new Alarm(clock, concerns, log));
  }

  /**
   * @param timestamp as the header has it; null when there is none
   * @param length of the body in bytes, -1 when it is not known
   * @return null when the verdict does not depend on the body
   */
  public WebhookBody received(String signature, String timestamp, long length) {
    received.increment();
    byte[] signed = WebhookSignature.parse(signature);
    long seconds = seconds(timestamp);
    if (signed == null || seconds < 0) {
      judged(Verdict.MISMATCHED);
      return null;
    }
    return new Judgement(
        keys.stream().map(key -> WebhookSignature.begin(key, timestamp)).toList(),
        signed,
        length,
        isFresh(seconds),
        this::judged);
  }

  public WebhookCounts counts() {
    // the parts first: what comes meanwhile must not make the rest negative
    long good = verified.sum();
    long bad = mismatched.sum();
    long old = stale.sum();
    return new WebhookCounts(received.sum(), good, bad, old);
  }

  private void judged(Verdict verdict) {
    switch (verdict) {
      case VERIFIED -> verified.increment();
      case MISMATCHED -> mismatched.increment();
      case STALE -> stale.increment();
    }
    alarm.heard(verdict);
  }

  private boolean isFresh(long seconds) {
    return Math.abs(clock.millis() - seconds * 1_000) <= WINDOW.toMillis();
  }

  /** -1 when it is none; beyond twelve digits, which is in thirty thousand years, as well. */
  private static long seconds(String timestamp) {
    return timestamp != null && timestamp.matches("\\d{1,12}") ? Long.parseLong(timestamp) : -1;
  }
}
