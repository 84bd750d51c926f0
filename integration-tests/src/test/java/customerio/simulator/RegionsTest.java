package customerio.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.simulator.accounts.WrongRegion;
import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegionsTest {

  private static final Host TRACK_US = new Host(Family.TRACK, Region.US);
  private static final Host TRACK_EU = new Host(Family.TRACK, Region.EU);
  private static final String EU_ACCOUNT = RunningSimulator.basic("eu-site-shop:key-shop");

  @RegisterExtension final RunningSimulator simulator = new RunningSimulator();

  @ParameterizedTest
  @EnumSource(Region.class)
  void regionEndpoint_tellsWhereTheAccountIs(Region account) {
    String credential = account == Region.US ? RunningSimulator.TRACK_AUTH : EU_ACCOUNT;
    String body = get(Family.TRACK, Region.US, "/api/v1/accounts/region", credential).body();

    assertThat(body)
        .isEqualTo(
            account == Region.US
                ? "{\"url\":\"https://track.customer.io\",\"region\":\"us\",\"environment_id\":1}\n"
                : "{\"url\":\"https://track-eu.customer.io\",\"region\":\"eu\",\"environment_id\":1}\n");
  }

  @ParameterizedTest
  @EnumSource(Region.class)
  void regionEndpoint_answersOnEitherHost(Region host) {
    assertThat(
            get(Family.TRACK, host, "/api/v1/accounts/region", RunningSimulator.TRACK_AUTH).body())
        .contains("\"region\":\"us\"");
    assertThat(get(Family.TRACK, host, "/api/v1/accounts/region", EU_ACCOUNT).body())
        .contains("\"region\":\"eu\"");
    assertThat(get(Family.TRACK, host, "/api/v1/accounts/region", "Basic eDp5").statusCode())
        .isEqualTo(401);
  }

  @Test
  void track_euAccountOnUsHost_isForwarded() {
    assertThat(identify(Region.US, EU_ACCOUNT).statusCode()).isEqualTo(200);

    assertThat(simulator.get().state().workspace("eu-shop").region()).isEqualTo(Region.EU);
    assertThat(simulator.get().state().workspace("eu-shop").people()).hasSize(1);
    assertThat(simulator.lastArrival().host()).isEqualTo(TRACK_US);
  }

  @Test
  void track_usAccountOnEuHost_401() {
    assertThat(identify(Region.EU, RunningSimulator.TRACK_AUTH).statusCode()).isEqualTo(401);
    assertThat(simulator.get().arrivals().all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void track_redirects_ifToldSo(int status) {
    simulator.get().regions().set(TRACK_US, WrongRegion.REDIRECT);
    simulator.get().regions().redirectStatus(status);

    HttpResponse<String> reply = identify(Region.US, EU_ACCOUNT);

    assertThat(reply.statusCode()).isEqualTo(status);
    assertThat(reply.headers().firstValue("location"))
        .hasValue(simulator.get().uri(TRACK_EU) + "/api/v1/customers/a%2Fb?x=1");
    assertThat(simulator.get().arrivals().all()).isEmpty();
  }

  @Test
  void redirect_namesTheHostsItIsTold() {
    simulator.get().regions().set(TRACK_EU, WrongRegion.REDIRECT);
    simulator.get().regions().locations(host -> URI.create("https://" + host.label() + ".example"));

    assertThat(identify(Region.EU, RunningSimulator.TRACK_AUTH).headers().firstValue("location"))
        .hasValue("https://track-us.example/api/v1/customers/a%2Fb?x=1");
  }

  @Test
  void app_euAccountOnUsHost_301WrongDatacenter() {
    HttpResponse<String> reply = get(Family.APP, Region.US, "/v1/exports", "Bearer eu-app-shop");

    assertThat(reply.statusCode()).isEqualTo(301);
    assertThat(reply.body())
        .isEqualTo("{\"errors\":[{\"detail\":\"wrong datacenter\",\"status\":\"301\"}]}\n");
    assertThat(reply.headers().firstValue("location"))
        .hasValue(simulator.get().uri(Family.APP, Region.EU) + "/v1/exports");
  }

  @Test
  void app_euAccountOnEuHost_200() {
    assertThat(get(Family.APP, Region.EU, "/v1/exports", "Bearer eu-app-shop").statusCode())
        .isEqualTo(200);
  }

  @Test
  void pipelines_euKeyOnUsHost_isDroppedSilently() {
    HttpResponse<String> reply =
        simulator.send(
            simulator.request(
                Family.PIPELINES,
                Region.US,
                "POST",
                "/v1/identify",
                RunningSimulator.basic("eu-wk-shop:"),
                "{\"userId\":\"1\"}"));

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(simulator.lastArrival().outcome().reason()).isEqualTo("unknown write key");
  }

  private HttpResponse<String> identify(Region region, String authorization) {
    return simulator.send(
        simulator.request(
            Family.TRACK, region, "PUT", "/api/v1/customers/a%2Fb?x=1", authorization, "{}"));
  }

  private HttpResponse<String> get(
      Family family, Region region, String target, String authorization) {
    return simulator.send(simulator.request(family, region, "GET", target, authorization, ""));
  }
}
