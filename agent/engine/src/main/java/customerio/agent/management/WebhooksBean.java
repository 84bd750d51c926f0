package customerio.agent.management;

import customerio.agent.webhooks.WebhookCounts;
import java.util.function.Supplier;

/** Reads the counts each time it is asked. Thread-safe. */
public final class WebhooksBean implements WebhooksMXBean {
  private final Supplier<WebhookCounts> counts;

  public WebhooksBean(Supplier<WebhookCounts> counts) {
    this.counts = counts;
  }

  @Override
  public long getReceived() {
    return counts.get().received();
  }

  @Override
  public long getVerified() {
    return counts.get().verified();
  }

  @Override
  public long getMismatched() {
    return counts.get().mismatched();
  }

  @Override
  public long getStale() {
    return counts.get().stale();
  }

  @Override
  public long getNotJudged() {
    return counts.get().notJudged();
  }
}
