package customerio.agent;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.accounts.Accounts;
import customerio.agent.accounts.RegionPolicy;
import customerio.agent.accounts.RegionPolicy.Choice;
import customerio.agent.config.Settings;
import customerio.agent.config.SettingsReader;
import customerio.agent.customerio.Api;
import customerio.agent.delivery.DeliverySettings;
import customerio.agent.queue.disk.DiskQueueSettings;
import customerio.agent.queue.disk.Durability;
import customerio.agent.queue.disk.FullPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranslatedTest {
  private static final long MIB = 1 << 20;

  @Test
  void payloadCache_isASixteenthOfASmallHeap() {
    assertThat(Translated.cacheBytes(64 * MIB)).isEqualTo(4 * MIB);
  }

  @Test
  void payloadCache_doesNotGrowWithALargeHeap() {
    assertThat(Translated.cacheBytes(8192 * MIB))
        .isEqualTo(DiskQueueSettings.defaults().cacheBytes());
  }

  @Test
  void window_isBoundedByAQuarterOfTheHeap() {
    assertThat(Translated.window(64 * MIB))
        .isEqualTo(new DeliverySettings.Window(16_384, 65_536, 2 * MIB));
  }

  @Test
  void window_ofALargeHeapIsAsManyAsCanGoOutAtOnce() {
    assertThat(Translated.window(8192 * MIB))
        .isEqualTo(new DeliverySettings.Window(65_536, 8_388_608, 256 * MIB));
  }

  @Test
  void queue_isAsTheUserSays() {
    Settings settings =
        SettingsReader.read(
            "queue.durability=memory,queue.sync-interval=1s,queue.max-bytes=8MiB,"
                + "queue.min-free-bytes=0,queue.full-policy=drop-oldest,queue.full-timeout=2s",
            new Properties(),
            Map.of(),
            line -> assertThat(line).isNull());

    DiskQueueSettings defaults = DiskQueueSettings.defaults();
    assertThat(Translated.queue(settings))
        .isEqualTo(
            defaults
                .withDurability(Durability.MEMORY)
                .withSyncInterval(Duration.ofSeconds(1))
                .withSegmentBytes((int) (2 * MIB))
                .withMaxBytes(8 * MIB)
                .withDeadLetterBytes(MIB)
                .withMinFreeBytes(0)
                .withFullPolicy(FullPolicy.DROP_OLDEST, Duration.ofSeconds(2))
                .withCacheBytes(Translated.cacheBytes(Runtime.getRuntime().maxMemory())));
  }

  /** region=eu must not get around a gateway, nor send a mock's test data to Customer.io. */
  @ParameterizedTest
  @CsvSource({
    "region=auto, AUTO, ''",
    "'region=eu,hosts.extra=track-us=127.0.0.1:9000', EU, TRACK",
    "'endpoint.app-us=http://gw', AS_CALLED, APP",
    "'hosts.extra=track-us=127.0.0.1:9000;track-eu=127.0.0.1:9001', AS_CALLED, ''",
    "'endpoint.track-eu=http://proxy', AS_CALLED, ''"
  })
  void gatewayWithoutACounterpart_bindsItsApi(String arguments, Choice choice, String bound) {
    Settings settings =
        SettingsReader.read(
            arguments, new Properties(), Map.of(), line -> assertThat(line).isNull());

    assertThat(Translated.accounts(settings))
        .isEqualTo(
            new Accounts.Settings(
                new RegionPolicy(choice, bound.isEmpty() ? Set.of() : Set.of(Api.valueOf(bound))),
                true,
                true,
                settings.queue().directory()));
  }
}
