package shop.customerio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import shop.CustomerioStub;
import shop.CustomerioStub.Received;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(webEnvironment = WebEnvironment.NONE)
class GatewayTest {
  private static final CustomerioStub CUSTOMERIO = new CustomerioStub();

  /** Base64 of {@code site-shop:key-shop} and of {@code wk-shop:}. */
  private static final String TRACK_KEY = "Basic c2l0ZS1zaG9wOmtleS1zaG9w";

  private static final String WRITE_KEY = "Basic d2stc2hvcDo=";

  @Autowired private Gateways gateways;
  @Autowired private JsonMapper json;

  @DynamicPropertySource
  static void customerio(DynamicPropertyRegistry properties) {
    properties.add("customerio.track-url", CUSTOMERIO::url);
    properties.add("customerio.pipelines-url", CUSTOMERIO::url);
  }

  @BeforeEach
  void reset() {
    CUSTOMERIO.reset();
  }

  @AfterAll
  static void stop() {
    CUSTOMERIO.close();
  }

  @Test
  void thereIsOneGatewayForEachClient() {
    assertThat(gateways.names())
        .containsExactly(
            "feign",
            "feign-okhttp",
            "generated",
            "okhttp",
            "okhttp-async",
            "rest-client",
            "rest-template",
            "segment");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "feign",
        "feign-okhttp",
        "generated",
        "okhttp",
        "okhttp-async",
        "rest-client",
        "rest-template"
      })
  void identify_byTrackClient_putsTheAttributes(String client) throws Exception {
    gateways.named(client).identify("a/b@c", Map.of("plan", "gold")).toCompletableFuture().join();

    assertThat(CUSTOMERIO.take())
        .isIn(
            Received.of("PUT", "/api/v1/customers/a%2Fb%40c", TRACK_KEY, "{\"plan\":\"gold\"}"),
            Received.of("PUT", "/api/v1/customers/a%2Fb@c", TRACK_KEY, "{\"plan\":\"gold\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "feign",
        "feign-okhttp",
        "generated",
        "okhttp",
        "okhttp-async",
        "rest-client",
        "rest-template"
      })
  void track_byTrackClient_postsTheEvent(String client) throws Exception {
    gateways.named(client).track("42", "order", Map.of("seq", 7)).toCompletableFuture().join();

    assertThat(CUSTOMERIO.take())
        .isEqualTo(
            Received.of(
                "POST",
                "/api/v1/customers/42/events",
                TRACK_KEY,
                "{\"name\":\"order\",\"data\":{\"seq\":7}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "feign",
        "feign-okhttp",
        "generated",
        "okhttp",
        "okhttp-async",
        "rest-client",
        "rest-template"
      })
  void track_whenCustomerioIsUnavailable_fails(String client) {
    CUSTOMERIO.answerWith(503);

    assertThatThrownBy(
            () ->
                gateways
                    .named(client)
                    .track("42", "order", Map.of("seq", 7))
                    .toCompletableFuture()
                    .join())
        .hasMessageContaining("503");
  }

  @Test
  void segment_uploadsABatchWithBasicAuth() throws Exception {
    gateways.named("segment").track("42", "order", Map.of("seq", 7)).toCompletableFuture().join();

    Received upload = CUSTOMERIO.take();
    assertThat(upload.method() + " " + upload.path()).isEqualTo("POST /v1/batch");
    assertThat(upload.authorization()).isEqualTo(WRITE_KEY);
    JsonNode message = upload.body().get("batch").get(0);
    assertThat(message.get("type").asString()).isEqualTo("track");
    assertThat(message.get("userId").asString()).isEqualTo("42");
    assertThat(message.get("properties")).isEqualTo(json.readTree("{\"seq\":7}"));
  }
}
