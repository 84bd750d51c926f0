package customerio.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import customerio.simulator.state.PersonKey;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackRoutesTest {

  @RegisterExtension final RunningSimulator simulator = new RunningSimulator();

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/api/v1/customers", "/api/v1/customers/", "/api/v3/batch", "/api/v2/batch/"})
  void unknownPath_404(String path) {
    assertThat(simulator.track("POST", path, "{}").statusCode()).isEqualTo(404);
  }

  @Test
  void knownPathWithOtherMethod_405_namesTheRightOnes() {
    HttpResponse<String> reply = simulator.track("PATCH", "/api/v1/customers/42", "{}");

    assertThat(reply.statusCode()).isEqualTo(405);
    assertThat(reply.headers().firstValue("allow")).hasValue("DELETE, PUT");
  }

  @Test
  void chunkedBodyAfterExpect100_isRead() {
    HttpRequest plain = simulator.identify("42");
    HttpRequest chunked =
        HttpRequest.newBuilder(plain, (name, value) -> true)
            .expectContinue(true)
            .PUT(
                BodyPublishers.ofInputStream(
                    () -> new ByteArrayInputStream("{\"plan\":\"p\"}".getBytes(UTF_8))))
            .build();

    assertThat(simulator.send(chunked).statusCode()).isEqualTo(200);
    assertThat(simulator.lastArrival().data()).hasToString("{\"plan\":\"p\"}");
    assertThat(simulator.get().requests().all().get(0).request().header("transfer-encoding"))
        .isEqualTo("chunked");
  }

  @Test
  void bodyOverEightMegabytes_413() {
    String body = "{\"a\":\"" + "x".repeat(8 << 20) + "\"}";

    assertThat(simulator.track("PUT", "/api/v1/customers/42", body).statusCode()).isEqualTo(413);
  }

  /** Kind and value by the shape of the path segment, decoded once. */
  @ParameterizedTest
  @CsvSource({
    "42, ID, 42",
    "a%40b.co, EMAIL, a@b.co",
    "a@b.co, EMAIL, a@b.co",
    "cio_03000001, CIO_ID, 03000001",
    "%2B14155552671, ID, +14155552671",
    "a%252Fb, ID, a%2Fb",
    "a%2Fb, ID, a/b",
    "a+b, ID, a+b",
    "a%20b, ID, a b",
    "%C3%BC, ID, ü",
    "a@b, ID, a@b",
    "a;b=c, ID, a;b=c",
    "%2e%2e, ID, ..",
  })
  void pathSegment_namesThePerson(String segment, PersonKey.Kind kind, String value) {
    simulator.track("POST", "/api/v1/customers/" + segment + "/suppress", "{}");

    assertThat(simulator.lastArrival().operation().person()).isEqualTo(new PersonKey(kind, value));
  }

  @Test
  void deviceToken_isDecodedToo() {
    simulator.track("DELETE", "/api/v1/customers/42/devices/a%2Fb%20c", "");

    assertThat(simulator.lastArrival().kind()).isEqualTo("delete_device");
    assertThat(simulator.lastArrival().result().label()).isEqualTo("ignored");
  }

  @Test
  void pathsOfAnotherFamily_404() {
    assertThat(
            simulator
                .send(
                    simulator.request(
                        Family.APP,
                        Region.US,
                        "PUT",
                        "/api/v1/customers/42",
                        RunningSimulator.APP_AUTH,
                        "{}"))
                .statusCode())
        .isEqualTo(404);
  }
}
