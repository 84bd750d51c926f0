package customerio.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJvm;
import customerio.tests.contract.webhooks.Beans;
import customerio.tests.contract.webhooks.Receiver;
import customerio.tests.contract.webhooks.Receiver.Answer;
import customerio.tests.contract.webhooks.Server;
import customerio.tests.contract.webhooks.Webhook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * T25 in the Spring Boot application as it is shipped: the dispatcher servlet is in a jar in a jar,
 * and Jackson stops reading behind the last brace.
 */
class SpringWebhooksIT {
  private static final String KEY = "canary-key";
  private static final String PATH = "/webhooks/customerio";

  @TempDir Path directory;

  @Test
  void T25_springMvc_isVerifiedAndNoticesNothing() throws Exception {
    Path keys = Files.writeString(directory.resolve("keys"), KEY);
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
    try (Receiver receiver =
        Receiver.with(
            Server.SPRING_BOOT, directory.resolve("queue"), "webhook.signing-key-file=" + keys)) {
      try (Beans beans = Beans.of(receiver.jvm().pid())) {
        judges(receiver, beans);
      }

      AgentJvm.Finished finished = receiver.jvm().kill();
      assertThat(finished.err().lines().filter(line -> line.contains("a webhook"))).hasSize(1);
      assertThat(finished.err()).doesNotContain("canary", "fault");
    }
  }

  private static void judges(Receiver receiver, Beans beans) throws Exception {
    Webhook right = Webhook.to(PATH, KEY);
    Webhook wrong = Webhook.to(PATH, "of-somebody-else");

    Answer unsigned = receiver.receives(right.unsigned());
    assertThat(unsigned.body()).isEqualTo("opened 01E4C4CT6YDC7Y5M7FE1GWWPQJ");
    assertThat(receiver.receives(right)).isEqualTo(unsigned);
    assertThat(receiver.receives(right.inChunks())).isEqualTo(unsigned);
    assertThat(beans.get("Webhooks", "Verified")).isEqualTo(2L);
    assertThat(beans.get("Agent", "Health")).isEqualTo("UP");

    assertThat(receiver.receives(wrong)).isEqualTo(unsigned);
    assertThat(receiver.receives(wrong.with("application/json", "{}")).status()).isEqualTo(200);
    assertThat(beans.get("Webhooks", "Received")).isEqualTo(4L);
    assertThat(beans.get("Webhooks", "Mismatched")).isEqualTo(2L);
    assertThat(beans.get("Agent", "Health")).isEqualTo("DEGRADED");
  }
}
