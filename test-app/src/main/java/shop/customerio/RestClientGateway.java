package shop.customerio;

import java.net.http.HttpClient;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Spring's RestClient on the JDK's HttpClient. */
@Component("rest-client")
class RestClientGateway implements Gateway {
  private final RestClient client;

  RestClientGateway(CustomerioProperties customerio) {
    JdkClientHttpRequestFactory requests =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder().connectTimeout(customerio.connectTimeout()).build());
    requests.setReadTimeout(customerio.readTimeout());
    this.client =
        RestClient.builder()
            .requestFactory(requests)
            .baseUrl(customerio.trackUrl())
            .defaultHeaders(
                headers -> headers.setBasicAuth(customerio.siteId(), customerio.apiKey()))
            .build();
  }

  @Override
  public CompletionStage<Void> identify(String customer, Map<String, Object> attributes) {
    client
        .put()
        .uri("/api/v1/customers/{id}", customer)
        .contentType(MediaType.APPLICATION_JSON)
        .body(attributes)
        .retrieve()
        .toBodilessEntity();
    return Gateway.answered();
  }

  @Override
  public CompletionStage<Void> track(String customer, String event, Map<String, Object> data) {
    client
        .post()
        .uri("/api/v1/customers/{id}/events", customer)
        .contentType(MediaType.APPLICATION_JSON)
        .body(Map.of("name", event, "data", data))
        .retrieve()
        .toBodilessEntity();
    return Gateway.answered();
  }
}
