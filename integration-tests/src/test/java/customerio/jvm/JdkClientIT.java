package customerio.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJvm.Finished;
import customerio.jvm.app.JdkCalls;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JDK's client in a JVM with the agent; no server of that name can exist. */
class JdkClientIT {
  private static final String URL = "https://track.customer.invalid/api/v1/customers/a%40b.c?x=1";
  private static final String REPLY =
      "200 queued PUT https://track.customer.invalid:443/api/v1/customers/a%40b.c?x=1"
          + " {\"plan\":\"pro\"}";

  @TempDir Path directory;

  @Test
  void calls_areTakenOver() throws Exception {
    assertThat(
            AgentJvm.of(JdkCalls.class)
                .agent(AgentJar.scripted(directory))
                .arguments(URL)
                .start()
                .await())
        .isEqualTo(new Finished(0, REPLY + "\n" + REPLY, ""));
  }

  @Test
  void switchedOffClient_isLeftAlone() throws Exception {
    Finished finished =
        AgentJvm.of(JdkCalls.class)
            .agent(AgentJar.scripted(directory), "client.jdk.enabled=false")
            .arguments(URL)
            .start()
            .await();

    assertThat(finished.exitCode()).isEqualTo(1);
    assertThat(finished.err()).contains("java.net.ConnectException");
  }

  /** The client is loaded, and was used, before the agent comes. */
  @Test
  void attachToARunningJvm_takesOverExistingClients() throws Exception {
    try (AgentJvm jvm =
        AgentJvm.of(customerio.jvm.app.CallsOnDemand.class)
            .options("-Djdk.attach.allowAttachSelf=true")
            .arguments(URL)
            .start()) {
      jvm.awaitLine("ready");
      jvm.tell("call");
      assertThat(jvm.awaitLine("ConnectException")).isEqualTo("ConnectException");

      jvm.tell("attach " + AgentJar.scripted(directory));
      jvm.awaitLine("attached");
      jvm.tell("call");

      assertThat(jvm.awaitLine("200")).isEqualTo(REPLY);
      jvm.tell("end");
      assertThat(jvm.await().exitCode()).isZero();
    }
  }
}
