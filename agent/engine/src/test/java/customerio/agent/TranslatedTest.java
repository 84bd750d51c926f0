package customerio.agent;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.queue.disk.DiskQueueSettings;
import org.junit.jupiter.api.Test;

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
  void backlog_isBoundedByAQuarterOfTheHeap() {
    assertThat(Translated.maxOperations(64 * MIB)).isEqualTo(69_905);
  }
}
