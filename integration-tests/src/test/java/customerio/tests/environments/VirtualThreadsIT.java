package customerio.tests.environments;

import customerio.jvm.AgentJvm;
import customerio.jvm.JvmCommand;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadsIT {
  private static final int THREADS = 1000;
  private static final String[] CLIENTS = {"UrlConnectionClient", "JdkClient", "OkHttpShopClient"};

  @TempDir Path directory;

  /**
   * The first calls link and start everything, FirstCallsIT has those; here one was made before.
   */
  @Test
  void E06_thousandVirtualThreads_areServed_andNoneIsPinnedByUs() throws Exception {
    try (Proof proof = new Proof(directory)) {
      proof.isTakenOver(CLIENTS.length + THREADS, shop(proof), shop(proof).options(proof.agent()));
    }
  }

  private JvmCommand shop(Proof proof) {
    return AgentJvm.of(VirtualThreads.class)
        .classPath(Jars.of("okhttp-4"))
        .arguments(
            proof.base(), Integer.toString(THREADS), directory.resolve("recording.jfr").toString())
        .arguments(CLIENTS);
  }
}
