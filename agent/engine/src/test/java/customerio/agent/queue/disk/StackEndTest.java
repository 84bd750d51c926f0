package customerio.agent.queue.disk;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.queue.QueueFullException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The application's stack ends in the middle of what runs on its thread: at every place at which it
 * can, one frame after the other.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StackEndTest {
  /** More than there are frames between the end of a stack and the first append that has room. */
  private static final int MOST = 2_000;

  @TempDir Path directory;

  /** Its caller makes the call itself after an error, and never else. */
  @ParameterizedTest
  @EnumSource(Durability.class)
  void F32_append_isInTheQueueWhenItReturns_andIsNotWhenItThrows(Durability durability)
      throws Exception {
    Jvms jvms =
        new Jvms(
            directory,
            Jvms.small()
                .withSegmentBytes(1 << 20)
                .withMaxBytes(4 << 20)
                .withCacheBytes(1 << 20)
                .withDurability(durability));
    Appends appends = new Appends(jvms.queue);
    Thread thread = new Thread(null, appends, "narrow", 256 << 10);
    thread.start();
    thread.join();

    assertThat(appends.returned()).as("some had room").isNotEmpty();
    assertThat(appends.returned()).as("some had none").hasSizeLessThan(appends.next);
    jvms.queue.persist();
    jvms.crash();
    assertThat(jvms.numbers(jvms.adopt())).isEqualTo(appends.returned());
  }

  /** One append at each depth, from the deepest on. What it notes takes no call. */
  private static final class Appends implements Runnable {
    private final DiskQueue queue;
    private final byte[][] payloads = new byte[MOST][];
    private final boolean[] returned = new boolean[MOST];
    private int next;
    private int enough = 100;

    Appends(DiskQueue queue) {
      this.queue = queue;
      for (int i = 0; i < MOST; i++) {
        payloads[i] = Jvms.payload(i, 100);
      }
    }

    List<Integer> returned() {
      return IntStream.range(0, MOST).filter(i -> returned[i]).boxed().toList();
    }

    @Override
    public void run() {
      for (int i = 0; i < 20; i++) {
        append(); // what is used for the first time may need any stack
      }
      dive();
    }

    private void dive() {
      try {
        dive();
      } catch (StackOverflowError end) {
        // from here on there is a frame's more room with each return
      }
      if (next < MOST && enough > 0) {
        append();
      }
    }

    private void append() {
      int now = next++;
      try {
        queue.append(Jvms.ROUTING, 0, payloads[now]);
        returned[now] = true;
        enough--;
      } catch (IOException | QueueFullException | Error noRoom) {
        // as the interception does
      }
    }
  }
}
