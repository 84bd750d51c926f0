package shop.customerio;

import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import okhttp3.Credentials;
import org.springframework.stereotype.Component;
import shop.customerio.generated.ApiClient;
import shop.customerio.generated.ApiException;
import shop.customerio.generated.api.TrackApi;
import shop.customerio.generated.model.Event;

/**
 * The shop's Customer.io client for Java: generated at each build from the shop's own OpenAPI
 * document, on the JDK's HttpClient.
 */
@Component("generated")
class GeneratedGateway implements Gateway {
  private final TrackApi track;

  GeneratedGateway(CustomerioProperties customerio) {
    String authorization = Credentials.basic(customerio.siteId(), customerio.apiKey());
    ApiClient client =
        new ApiClient(
            HttpClient.newBuilder().connectTimeout(customerio.connectTimeout()),
            ApiClient.createDefaultObjectMapper(),
            customerio.trackUrl());
    client.setReadTimeout(customerio.readTimeout());
    // the generator has no basic authentication for this library
    client.setRequestInterceptor(request -> request.header("Authorization", authorization));
    this.track = new TrackApi(client);
  }

  @Override
  public CompletionStage<Void> identify(String customer, Map<String, Object> attributes) {
    return answered(() -> track.identifyCustomer(customer, attributes));
  }

  @Override
  public CompletionStage<Void> track(String customer, String event, Map<String, Object> data) {
    return answered(() -> track.trackEvent(customer, new Event().name(event).data(data)));
  }

  private interface Call {
    void make() throws ApiException;
  }

  private static CompletionStage<Void> answered(Call call) {
    try {
      call.make();
    } catch (ApiException e) {
      if (e.getCause() instanceof java.io.IOException failure) {
        throw new UncheckedIOException(failure);
      }
      throw new IllegalStateException("Customer.io answered " + e.getCode());
    }
    return Gateway.answered();
  }
}
