package customerio.agent;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.config.Settings;
import customerio.agent.management.port.Answer;
import customerio.agent.management.port.Site;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthPageTest {
  private static final Site SITE = request -> Answer.of(200, "a/b", new byte[0]);

  private final List<String> log = new ArrayList<>();

  @Test
  void off_opensNothingAndSaysNothing() {
    HealthPage.start(
        new Settings.Health(-1, "127.0.0.1"),
        () -> {
          throw new AssertionError("asked for");
        },
        log::add);

    assertThat(log).isEmpty();
  }

  @Test
  void takenPort_isOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      HealthPage.open(new Settings.Health(taken.getLocalPort(), "127.0.0.1"), SITE, log::add);

      assertThat(log)
          .containsExactly(
              "no status page on 127.0.0.1:"
                  + taken.getLocalPort()
                  + " (BindException: Address already in use); everything else works; give a free"
                  + " port with health.port, 0 for any, and with health.bind an address of this"
                  + " machine");
    }
  }

  @Test
  void addressOfAnotherMachine_isOneLine() {
    HealthPage.open(new Settings.Health(0, "192.0.2.1"), SITE, log::add);

    assertThat(log).hasSize(1);
    assertThat(log.get(0))
        .startsWith("no status page on 192.0.2.1:0 (BindException: ")
        .endsWith("with health.bind an address of this machine");
  }
}
