package customerio.agent.delivery;

import static customerio.agent.delivery.ScriptedTransport.reply;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import customerio.agent.delivery.Redirects.Hop;
import customerio.agent.delivery.Redirects.Stop;
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
    "https://track-eu.customer.io/x?y=%20, https://track-eu.customer.io:443, /x?y=%20, true, EU",
    "https://TRACK-EU.customer.io:8443, https://track-eu.customer.io:8443, /, true, EU",
    "/other, https://track.customer.io:443, /other, true,",
    "?q=1, https://track.customer.io:443, /a/?q=1, true,",
    "https://evil.example/x, https://evil.example:443, /x, false,",
    "https://notcustomer.io/x, https://notcustomer.io:443, /x, false,",
    "https://track.customer.io.evil.example/x, https://track.customer.io.evil.example:443, /x, false,"
  })
  void goal_isTrustedOnlyIfItIsCustomerios(
      String location, String server, String target, boolean trusted, Region into) {
    assertThat(turn(Region.US, US, "/a/b", location))
        .isEqualTo(new Hop(URI.create(server), target, trusted, into));
  }

  @Test
  void otherPort_isAnotherServer() {
    URI local = URI.create("http://127.0.0.1:9000");

    assertThat(turn(Region.US, local, "/a", "http://127.0.0.1:9000/b"))
        .isEqualTo(new Hop(local, "/b", true, null));
    assertThat(turn(Region.US, local, "/a", "http://127.0.0.1:9001/b"))
        .isEqualTo(new Hop(URI.create("http://127.0.0.1:9001"), "/b", false, null));
  }

  /** As when a simulator stands for Customer.io, or a gateway for each region. */
  @Test
  void serverThatTheUserNamedForThisApi_isTrusted() {
    URI us = URI.create("http://127.0.0.1:9000/gateway");
    URI eu = URI.create("http://127.0.0.1:9001");
    Redirects redirects =
        new Redirects(
            new Servers((api, region) -> api == Api.APP ? US : region == Region.EU ? eu : us));

    assertThat(redirects.turn(Api.TRACK, Region.US, us, "/a", "http://127.0.0.1:9001/b"))
        .isEqualTo(new Hop(eu, "/b", true, Region.EU));
    assertThat(redirects.turn(Api.APP, Region.US, us, "/a", "http://127.0.0.1:9001/b"))
        .isEqualTo(new Hop(eu, "/b", false, Region.EU));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "ftp://track.customer.io/x",
        "https:///x",
        "http://[bad",
        "https://a b/",
        "mailto:a@b.co"
      })
  void goalThatIsNone_isNotFollowed(String location) {
    assertThat(turn(Region.US, US, "/a", location)).isEqualTo(Stop.LEADS_NOWHERE);
  }

  @Test
  void clearText_isNotFollowed() {
    assertThat(turn(Region.US, US, "/a", "http://track.customer.io/x")).isEqualTo(Stop.CLEAR_TEXT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://track.customer.io/x", "https://cdp.customer.io/x"})
  void F28_euData_staysInTheEu(String location) {
    assertThat(turn(Region.EU, EU, "/a", location)).isEqualTo(Stop.LEAVES_THE_EU);
    // called in the US, and led into the EU by an earlier redirect
    assertThat(turn(Region.US, EU, "/a", location)).isEqualTo(Stop.LEAVES_THE_EU);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void F28_delivery_followsCustomerioToTheOtherDataCentre(int status) {
    Rig rig = Rig.started();
    rig.transport.script(reply(status, "", "Location", "https://track-eu.customer.io/api/v1/x"));
    rig.identify(1);
    rig.settle();

    var second = rig.transport.sent().get(1).request();
    assertThat(second.method()).isEqualTo("PUT");
    assertThat(second.server()).hasToString("https://track-eu.customer.io:443");
    assertThat(second.target()).isEqualTo("/api/v1/x");
    assertThat(second.headers().first("Authorization")).isEqualTo("Basic key");
    assertThat(second.body()).isEqualTo(rig.transport.sent().get(0).request().body());
    assertThat(rig.queue.deliveredCount()).isEqualTo(1);
  }

  @Test
  void circle_endsAfterThreeHopsAndNothingIsLost() {
    Rig rig = Rig.started();
    rig.transport.script(request -> reply(301, "", "Location", request.request().target()));
    rig.identify(1);
    rig.settle();

    assertThat(rig.transport.sent()).hasSize(1 + Redirects.LIMIT);
    assertThat(rig.queue.pending()).containsExactly(1L);
  }

  @Test
  void F28_delivery_isNotLedAstray() {
    Rig rig = Rig.started();
    rig.transport.script(request -> reply(302, "", "Location", "https://portal.example/login"));
    rig.identify(1);
    rig.pass(Duration.ofMinutes(1));

    assertThat(rig.transport.sent())
        .extracting(sent -> sent.request().server().getHost())
        .containsOnly("track");
    assertThat(rig.queue.pending()).containsExactly(1L);
  }

  private static Redirects.Turn turn(Region region, URI server, String target, String location) {
    Servers real = new Servers((api, place) -> place == Region.EU ? EU : US);
    return new Redirects(real).turn(Api.TRACK, region, server, target, location);
  }
}
