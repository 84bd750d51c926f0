package customerio.agent.instrumentation.app.hc5;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class CallbackThreadsTest {

  /**
   * As in a container with a limit on threads: an answer that nobody tells is a call that hangs.
   */
  @Test
  void noThreadIsToBeHad_whoAsksRunsIt_andKeepsItsContext() throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Executor exhausted =
        task -> {
          throw new OutOfMemoryError("unable to create native thread");
        };
    List<ClassLoader> seen = new ArrayList<>();
    try (URLClassLoader context = new URLClassLoader(new URL[0])) {
      CallbackThreads.on(exhausted, context)
          .execute(() -> seen.add(Thread.currentThread().getContextClassLoader()));

      assertThat(seen).containsExactly(context);
      assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }
  }
}
