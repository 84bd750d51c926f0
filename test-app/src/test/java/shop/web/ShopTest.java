package shop.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import shop.CustomerioStub;
import shop.CustomerioStub.Received;

@SpringBootTest(webEnvironment = RANDOM_PORT)
class ShopTest {
  private static final CustomerioStub CUSTOMERIO = new CustomerioStub();
  private static final String KEY = "Basic c2l0ZS1zaG9wOmtleS1zaG9w";
  private static final String ORDER = "{\"customer\":\"42\",\"number\":\"A-17\",\"total\":12.5}";

  private final RestTestClient browser;

  ShopTest(@LocalServerPort int port) {
    this.browser = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
  }

  @DynamicPropertySource
  static void customerio(DynamicPropertyRegistry properties) {
    properties.add("customerio.track-url", CUSTOMERIO::url);
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
  void signup_identifiesTheCustomer() throws Exception {
    post("/signup", "{\"customer\":\"42\",\"email\":\"ann@example.org\",\"plan\":\"gold\"}")
        .expectStatus()
        .isOk();

    assertThat(CUSTOMERIO.take())
        .isEqualTo(
            Received.of(
                "PUT",
                "/api/v1/customers/42",
                KEY,
                "{\"email\":\"ann@example.org\",\"plan\":\"gold\"}"));
  }

  @Test
  void order_isTracked() throws Exception {
    post("/orders", ORDER).expectStatus().isOk();

    assertThat(CUSTOMERIO.take())
        .isEqualTo(
            Received.of(
                "POST",
                "/api/v1/customers/42/events",
                KEY,
                "{\"name\":\"order\",\"data\":{\"number\":\"A-17\",\"total\":12.5}}"));
  }

  @Test
  void device_isRegistered() throws Exception {
    post("/customers/42/devices", "{\"token\":\"t-1\",\"platform\":\"ios\"}").expectStatus().isOk();

    assertThat(CUSTOMERIO.take())
        .isEqualTo(
            Received.of(
                "PUT",
                "/api/v1/customers/42/devices",
                KEY,
                "{\"device\":{\"id\":\"t-1\",\"platform\":\"ios\"}}"));
  }

  @Test
  void closedAccount_isDeleted() throws Exception {
    browser.delete().uri("/customers/42").exchange().expectStatus().isOk();

    assertThat(CUSTOMERIO.take()).isEqualTo(Received.of("DELETE", "/api/v1/customers/42", KEY, ""));
  }

  @Test
  void webhook_isUnderstood() {
    post("/webhooks/customerio", "{\"metric\":\"opened\",\"event_id\":\"e1\",\"data\":{}}")
        .expectStatus()
        .isOk()
        .expectBody(String.class)
        .isEqualTo("opened e1");
  }

  @Test
  void order_byAnUnknownClient_isABadRequest() {
    post("/orders?client=carrier-pigeon", ORDER).expectStatus().isBadRequest();
  }

  @Test
  void order_whenCustomerioIsUnavailable_namesTheClientsException() {
    CUSTOMERIO.answerWith(503);

    post("/orders?client=feign", ORDER)
        .expectStatus()
        .isEqualTo(502)
        .expectBody()
        .jsonPath("$.detail")
        .isEqualTo("feign.FeignException$ServiceUnavailable");
  }

  private RestTestClient.ResponseSpec post(String path, String body) {
    return browser.post().uri(path).contentType(MediaType.APPLICATION_JSON).body(body).exchange();
  }
}
