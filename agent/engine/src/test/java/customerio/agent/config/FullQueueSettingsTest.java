package customerio.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class FullQueueSettingsTest {

  @Test
  void whatIsNotUnderstood_isSaidAndTheDefaultHolds() {
    List<String> problems = new ArrayList<>();
    Settings settings =
        SettingsReader.read(
            "queue.full-policy=reject,queue.full-timeout=2m,queue.min-free-bytes=none",
            new Properties(),
            Map.of(),
            problems::add);

    assertThat(settings.queue().fullPolicy()).isEqualTo(FullPolicyWord.PASS_THROUGH);
    assertThat(settings.queue().fullTimeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.queue().minFreeBytes()).isEqualTo(256 << 20);
    assertThat(problems)
        .containsExactlyInAnyOrder(
            "agent argument queue.full-policy is 'reject'; expected pass-through, block or"
                + " drop-oldest; using pass-through",
            "agent argument queue.full-timeout is '2m'; expected a duration above 0 and not above"
                + " 1m, such as 500ms; using 1s",
            "agent argument queue.min-free-bytes is 'none'; expected a size such as 480000, 64MB or"
                + " 512MiB, or 0; using 256MiB");
  }
}
