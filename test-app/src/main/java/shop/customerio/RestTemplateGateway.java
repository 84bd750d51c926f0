package shop.customerio;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.client.support.BasicAuthenticationInterceptor;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.util.DefaultUriBuilderFactory;

/**
 * The oldest part of the shop: RestTemplate on HttpURLConnection. It alone knows of devices and
 * deletion.
 */
@Component("rest-template")
public class RestTemplateGateway implements Gateway {
  private final RestTemplate template;

  RestTemplateGateway(CustomerioProperties customerio) {
    SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
    requests.setConnectTimeout(customerio.connectTimeout());
    requests.setReadTimeout(customerio.readTimeout());
    this.template = new RestTemplate(requests);
    template.setUriTemplateHandler(new DefaultUriBuilderFactory(customerio.trackUrl()));
    template
        .getInterceptors()
        .add(new BasicAuthenticationInterceptor(customerio.siteId(), customerio.apiKey()));
  }

  @Override
  public CompletionStage<Void> identify(String customer, Map<String, Object> attributes) {
    template.put("/api/v1/customers/{id}", attributes, customer);
    return Gateway.answered();
  }

  @Override
  public CompletionStage<Void> track(String customer, String event, Map<String, Object> data) {
    template.postForEntity(
        "/api/v1/customers/{id}/events", Map.of("name", event, "data", data), Void.class, customer);
    return Gateway.answered();
  }

  /** Makes a phone of the customer known for push messages. */
  public void addDevice(String customer, String token, String platform) {
    template.put(
        "/api/v1/customers/{id}/devices",
        Map.of("device", Map.of("id", token, "platform", platform)),
        customer);
  }

  /** Forgets the customer. */
  public void delete(String customer) {
    template.delete("/api/v1/customers/{id}", customer);
  }
}
