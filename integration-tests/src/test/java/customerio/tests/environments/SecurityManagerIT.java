package customerio.tests.environments;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJvm;
import customerio.jvm.JvmCommand;
import customerio.tests.environments.shop.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** With a policy that gives the application what it needs, and the agent nothing. */
@EnabledForJreRange(max = JRE.JAVA_23)
class SecurityManagerIT {
  private static final String[] CLIENTS = {"UrlConnectionClient", "JdkClient"};
  private static final String POLICY =
      """
      grant {
        permission java.lang.RuntimePermission "exitVM";
        permission java.lang.RuntimePermission "accessDeclaredMembers";
        permission java.net.SocketPermission "127.0.0.1", "connect,resolve";
        permission java.net.URLPermission "http://127.0.0.1:*/-", "*:*";
      };
      """;

  @TempDir Path directory;

  @Test
  void E08_agentStandsAsideInOneLine_andCallsGoOutAsEver() throws Exception {
    try (Proof proof = new Proof(directory)) {
      AgentJvm.Finished alone = run(proof, shop(proof));
      AgentJvm.Finished with = run(proof, shop(proof).options(proof.agent()));

      assertThat(with.out()).isEqualTo(alone.out());
      assertThat(with.exitCode()).isZero();
      assertThat(with.err())
          .isEqualTo(
              alone.err()
                  + "\n[customerio-agent] could not start: java.security.AccessControlException:"
                  + " access denied (\"java.util.PropertyPermission\" \"sun.java.command\""
                  + " \"read\"); the application runs without it");
    }
  }

  private static AgentJvm.Finished run(Proof proof, JvmCommand command)
      throws InterruptedException {
    try (AgentJvm jvm = command.start()) {
      jvm.awaitLine("said");
      jvm.endInput();
      proof.eachArrivedOnce(CLIENTS.length * Shop.CALLS_PER_CLIENT);
      return jvm.await();
    }
  }

  private JvmCommand shop(Proof proof) throws IOException {
    Path policy = Files.writeString(directory.resolve("policy"), POLICY);
    return AgentJvm.of(Shop.class)
        .options("-Djava.security.manager", "-Djava.security.policy==" + policy)
        .arguments(proof.base())
        .arguments(CLIENTS);
  }
}
