package customerio.agent.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.config.ClientNames;
import customerio.agent.instrumentation.wrapper.WrapperInstrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(strings = {"false", "FALSE", "no", "Off", "0"})
  void eachWordOfTheSettings_switchesOff(String word) {
    assertThat(ClientSwitches.of("client.jdk.enabled=" + word).test("jdk")).isFalse();
  }

  @Test
  void whatIsBlank_isNotGiven() {
    System.setProperty("customerio.agent.client.jdk.enabled", "false");

    assertThat(ClientSwitches.of("client.jdk.enabled=").test("jdk")).isFalse();
    assertThat(ClientSwitches.of("webhook.signing-key-file= ").mayReceiveWebhooks()).isFalse();
  }

  @Test
  void givenTwice_theLastOneHolds() {
    assertThat(ClientSwitches.of("client.jdk.enabled=true,client.jdk.enabled=false").test("jdk"))
        .isFalse();
  }

  /** Or the engine would call a right name unknown, and be silent about a wrong one. */
  @Test
  void names_areThoseOfTheClients() {
    List<String> names = new ArrayList<>();
    AllClients.get().forEach(client -> names.add(client.name()));
    names.add(WrapperInstrumentation.NAME);

    assertThat(ClientNames.all()).containsExactlyInAnyOrderElementsOf(new TreeSet<>(names));
  }

  @Test
  void argument_outranksProperty() {
    System.setProperty("customerio.agent.client.jdk.enabled", "false");

    assertThat(ClientSwitches.of(null).test("jdk")).isFalse();
    assertThat(ClientSwitches.of("client.jdk.enabled=true").test("jdk")).isTrue();
  }

  @Test
  void applications_areToldUnlessAnotherModeIsNamed() {
    assertThat(ClientSwitches.of(null).mayTellApplications()).isTrue();
    assertThat(ClientSwitches.of("otel.mode=AUTO ").mayTellApplications()).isTrue();
    assertThat(ClientSwitches.of("otel.mode=private").mayTellApplications()).isFalse();
    assertThat(ClientSwitches.of("otel.mode=off").mayTellApplications()).isFalse();
  }

  @Test
  void webhooks_mayComeWhereAKeyOrAConfigurationFileIsNamed() {
    assertThat(ClientSwitches.of(null).mayReceiveWebhooks()).isFalse();
    assertThat(ClientSwitches.of("mode=sync").mayReceiveWebhooks()).isFalse();
    assertThat(ClientSwitches.of("webhook.signing-key-file=/k").mayReceiveWebhooks()).isTrue();
    assertThat(ClientSwitches.of("config=/etc/cio.properties").mayReceiveWebhooks()).isTrue();
  }
}
