package customerio.agent;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.CallTaker;
import customerio.agent.config.Settings;
import customerio.agent.config.SettingsReader;
import customerio.agent.health.Concerns;
import customerio.agent.webhooks.WebhookCounts;
import customerio.agent.webhooks.Webhooks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LazyAgentWebhookTest {
  private static final String SIGNATURE = "0".repeat(64);

  @TempDir Path directory;
  private final AtomicInteger starts = new AtomicInteger();
  private final List<String> log = new ArrayList<>();

  @Test
  void webhook_startsTheEngineThatShowsWhatIsFound() throws Exception {
    Webhooks webhooks = webhooks();
    LazyAgent agent = agent("mode=observe", () -> webhooks);

    assertThat(agent.webhook(SIGNATURE, "1", 0)).isNotNull();
    assertThat(agent.awaitStart(60_000)).isTrue();
    assertThat(starts).hasValue(1);
    assertThat(webhooks.counts()).isEqualTo(new WebhookCounts(1, 0, 1, 0));
  }

  @Test
  void webhookThatNobodyVerifies_startsNothing() throws Exception {
    Webhooks webhooks = webhooks();

    assertThat(agent("mode=async", () -> null).webhook(SIGNATURE, "1", 0)).isNull();
    assertThat(agent("enabled=false", () -> webhooks).webhook(SIGNATURE, "1", 0)).isNull();
    assertThat(starts).hasValue(0);
    assertThat(webhooks.counts().received()).isEqualTo(0);
  }

  @Test
  void fault_isToldAndGoesNoFurther() {
    LazyAgent agent =
        agent(
            "mode=async",
            () -> {
              throw new IllegalStateException();
            });

    assertThat(agent.webhook(SIGNATURE, "1", 0)).isNull();
    assertThat(log)
        .containsExactly(
            "a fault in webhook (java.lang.IllegalStateException); the call was left alone");
  }

  private Webhooks webhooks() throws IOException {
    return Webhooks.open(
        Files.writeString(directory.resolve("keys"), "key"),
        Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
        new Concerns(),
        line -> {});
  }

  private LazyAgent agent(String settings, Supplier<Webhooks> webhooks) {
    return new LazyAgent(
        () -> SettingsReader.read(settings, new Properties(), Map.of(), log::add),
        new EngineMaker() {
          @Override
          public CallTaker start(Settings read) {
            starts.incrementAndGet();
            return new Bystander();
          }

          @Override
          public Webhooks webhooks(Settings read) {
            return webhooks.get();
          }
        },
        log::add);
  }
}
