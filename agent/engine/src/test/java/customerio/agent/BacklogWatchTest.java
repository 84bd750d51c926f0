package customerio.agent;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.capture.Seam;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacklogWatchTest {

  @Test
  void silence_namesWhatMayBeTheReason() {
    assertThat(BacklogWatch.silence(List.of(client("jdk", true), client("okhttp", false))))
        .isEqualTo(
            "no call to Customer.io in the first 10 minutes; if the application makes some, it"
                + " calls a host that is not Customer.io's (name it with hosts.extra), or with a"
                + " client that is not intercepted (intercepted so far: jdk; docs/clients.md lists"
                + " all that can be)");
    assertThat(BacklogWatch.silence(List.of())).contains("so far: none; ");
  }

  private static Seam.Counts client(String name, boolean present) {
    return new Seam.Counts(name, true, present, 0, 0, 0, 0);
  }
}
