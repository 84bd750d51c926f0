package customerio.tests.soak.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

class DroppedTest {

  @Test
  void loaderThatIsHeld_isCounted_untilItIsLetGo() throws Exception {
    Dropped dropped = new Dropped();
    hold(dropped);
    assertThat(dropped.awaitNone(1000)).isZero();
  }

  /** In a frame of its own: an interpreted one keeps what was in its slots. */
  private static void hold(Dropped dropped) throws IOException {
    try (URLClassLoader held = new URLClassLoader(new URL[0])) {
      dropped.add(new WeakReference<>(held));
      assertThat(dropped.awaitNone(2)).isEqualTo(1);
      Reference.reachabilityFence(held);
    }
  }
}
