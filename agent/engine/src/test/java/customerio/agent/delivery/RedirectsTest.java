package customerio.agent.delivery;

import static customerio.agent.delivery.ScriptedTransport.reply;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Region;
import customerio.agent.delivery.Redirects.Hop;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectsTest {
  private static final URI US = URI.create("https://track.customer.io");
  private static final URI EU = URI.create("https://track-eu.customer.io");

  @ParameterizedTest
  @CsvSource({
    "https://track-eu.customer.io/x?y=%20, https://track-eu.customer.io:443, /x?y=%20, true",
    "https://TRACK-EU.customer.io:8443, https://track-eu.customer.io:8443, /, true",
    "/other, https://track.customer.io:443, /other, true",
    "?q=1, https://track.customer.io:443, /a/?q=1, true",
    "https://evil.example/x, https://evil.example:443, /x, false",
    "https://notcustomer.io/x, https://notcustomer.io:443, /x, false",
    "https://track.customer.io.evil.example/x, https://track.customer.io.evil.example:443, /x, false"
  })
  void goal_isTrustedOnlyIfItIsCustomerios(
      String location, String server, String target, boolean trusted) {
    assertThat(Redirects.follow(Region.US, US, "/a/b", location))
        .isEqualTo(new Hop(URI.create(server), target, trusted));
  }

  @Test
  void otherPort_isAnotherServer() {
    URI local = URI.create("http://127.0.0.1:9000");

    assertThat(Redirects.follow(Region.US, local, "/a", "http://127.0.0.1:9000/b"))
        .isEqualTo(new Hop(local, "/b", true));
    assertThat(Redirects.follow(Region.US, local, "/a", "http://127.0.0.1:9001/b"))
        .isEqualTo(new Hop(URI.create("http://127.0.0.1:9001"), "/b", false));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "http://track.customer.io/x",
        "ftp://track.customer.io/x",
        "https:///x",
        "http://[bad",
        "https://a b/",
        "mailto:a@b.co"
      })
  void goalThatIsNone_isNotFollowed(String location) {
    assertThat(Redirects.follow(Region.US, US, "/a", location)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://track.customer.io/x", "https://cdp.customer.io/x"})
  void euData_staysInTheEu(String location) {
    assertThat(Redirects.follow(Region.EU, EU, "/a", location)).isNull();
  }

  @Test
  void delivery_followsCustomerioToTheOtherDataCentre() {
    Rig rig = Rig.started();
    rig.transport.script(reply(301, "", "Location", "https://track-eu.customer.io/api/v1/x"));
    rig.identify(1);
    rig.settle();

    var second = rig.transport.sent().get(1).request();
    assertThat(second.method()).isEqualTo("PUT");
    assertThat(second.server()).hasToString("https://track-eu.customer.io:443");
    assertThat(second.headers().first("Authorization")).isEqualTo("Basic key");
    assertThat(second.body()).isEqualTo(rig.transport.sent().get(0).request().body());
    assertThat(rig.listener.lines("redirected")).containsExactly("redirected track-eu.customer.io");
    assertThat(rig.queue.deliveredCount()).isEqualTo(1);
  }

  @Test
  void delivery_isNotLedAstray() {
    Rig rig = Rig.started();
    rig.transport.script(request -> reply(302, "", "Location", "https://portal.example/login"));
    rig.identify(1);
    rig.pass(Duration.ofMinutes(1));

    assertThat(rig.transport.sent())
        .extracting(sent -> sent.request().server().getHost())
        .containsOnly("track");
    assertThat(rig.queue.pending()).containsExactly(1L);
  }
}
