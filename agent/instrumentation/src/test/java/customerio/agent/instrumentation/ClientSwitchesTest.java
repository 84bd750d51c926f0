package customerio.agent.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientSwitchesTest {

  @AfterEach
  void clear() {
    System.clearProperty("customerio.agent.client.jdk.enabled");
  }

  @Test
  void clients_areOnByDefault() {
    assertThat(ClientSwitches.of(null).test("jdk")).isTrue();
    assertThat(ClientSwitches.of("queue.dir=/x").test("jdk")).isTrue();
  }

  @Test
  void argument_switchesOneOff() {
    ClientSwitches switches = ClientSwitches.of("mode=sync, client.jdk.enabled = false");

    assertThat(switches.test("jdk")).isFalse();
    assertThat(switches.test("okhttp")).isTrue();
  }

  @Test
  void argument_outranksProperty() {
    System.setProperty("customerio.agent.client.jdk.enabled", "false");

    assertThat(ClientSwitches.of(null).test("jdk")).isFalse();
    assertThat(ClientSwitches.of("client.jdk.enabled=true").test("jdk")).isTrue();
  }

  @Test
  void webhooks_mayComeWhereAKeyOrAConfigurationFileIsNamed() {
    assertThat(ClientSwitches.of(null).mayReceiveWebhooks()).isFalse();
    assertThat(ClientSwitches.of("mode=sync").mayReceiveWebhooks()).isFalse();
    assertThat(ClientSwitches.of("webhook.signing-key-file=/k").mayReceiveWebhooks()).isTrue();
    assertThat(ClientSwitches.of("config=/etc/cio.properties").mayReceiveWebhooks()).isTrue();
  }
}
