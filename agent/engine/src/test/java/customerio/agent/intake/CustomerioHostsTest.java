package customerio.agent.intake;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.config.ExtraHost;
import customerio.agent.config.HostRole;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomerioHostsTest {
  private final CustomerioHosts hosts =
      new CustomerioHosts(
          List.of(
              new ExtraHost(HostRole.TRACK_US, null, "127.0.0.1", 9000, ""),
              new ExtraHost(HostRole.PIPELINES_EU, "http", "gw.corp", -1, "/cio-cdp")));

  @ParameterizedTest
  @CsvSource({
    "track.customer.io,TRACK,US",
    "track-eu.customer.io,TRACK,EU",
    "cdp.customer.io,PIPELINES,US",
    "cdp-eu.customer.io,PIPELINES,EU",
    "api.customer.io,APP,US",
    "api-eu.customer.io,APP,EU",
    "TRACK.Customer.IO.,TRACK,US"
  })
  void realHosts_areKnown(String host, Api api, Region region) {
    assertThat(hosts.place("https", host, -1, "/x")).isEqualTo(new Place(api, region, ""));
    assertThat(hosts.place("https", host, 443, "/x")).isEqualTo(new Place(api, region, ""));
  }

  @ParameterizedTest
  @CsvSource({
    "https,fly.customer.io,-1",
    "https,customer.io,-1",
    "https,.customer.io,-1",
    "https,evil-track.customer.io,-1",
    "https,track.customer.io.evil.example,-1",
    "https,track.customer.io,8443",
    "http,track.customer.io,-1",
    "http,127.0.0.1,9001",
    "https,gw.corp,443"
  })
  void otherPlaces_areNot(String scheme, String host, int port) {
    assertThat(hosts.place(scheme, host, port, "/cio-cdp/v1/track")).isNull();
  }

  @Test
  void extraHost_withoutScheme_takesBoth() {
    assertThat(hosts.contain("http", "127.0.0.1", 9000, "/x")).isTrue();
    assertThat(hosts.contain("https", "127.0.0.1", 9000, "/x")).isTrue();
  }

  @Test
  void extraHost_prefixBelongsToTheGateway() {
    Place place = hosts.place("http", "GW.corp", 80, "/cio-cdp/v1/track");

    assertThat(place).isEqualTo(new Place(Api.PIPELINES, Region.EU, "/cio-cdp"));
    assertThat(place.ownPath("/cio-cdp/v1/track")).isEqualTo("/v1/track");
    assertThat(place.ownPath("/cio-cdp")).isEqualTo("/");
    assertThat(hosts.contain("http", "gw.corp", 80, "/cio-cdp2/v1/track")).isFalse();
    assertThat(hosts.contain("http", "gw.corp", 80, "/other")).isFalse();
  }

  @Test
  void noHost_isNone() {
    assertThat(hosts.contain("https", null, -1, "/")).isFalse();
  }

  @Test
  void ipv6_withAndWithoutBrackets() {
    CustomerioHosts local =
        new CustomerioHosts(List.of(new ExtraHost(HostRole.TRACK_US, null, "[::1]", 9000, "")));

    assertThat(local.contain("http", "[::1]", 9000, "/x")).isTrue();
    assertThat(local.contain("http", "::1", 9000, "/x")).isTrue();
    assertThat(local.contain("http", "::2", 9000, "/x")).isFalse();
  }

  @Test
  void gatewayForSeveralApis_theLongestPrefixDecides() {
    CustomerioHosts gateway =
        new CustomerioHosts(
            List.of(
                new ExtraHost(HostRole.TRACK_US, null, "gw", 80, ""),
                new ExtraHost(HostRole.PIPELINES_US, null, "gw", 80, "/cdp")));

    assertThat(gateway.place("http", "gw", 80, "/cdp/v1/track").api()).isEqualTo(Api.PIPELINES);
    assertThat(gateway.place("http", "gw", 80, "/api/v1/events").api()).isEqualTo(Api.TRACK);
  }
}
