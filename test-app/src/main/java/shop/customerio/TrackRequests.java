package shop.customerio;

import java.util.Map;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Builds the Track API's requests for OkHttp. */
@Component
class TrackRequests {
  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

  private final HttpUrl customers;
  private final String authorization;
  private final JsonMapper json;

  TrackRequests(CustomerioProperties customerio, JsonMapper json) {
    this.customers = HttpUrl.get(customerio.trackUrl() + "/api/v1/customers");
    this.authorization = Credentials.basic(customerio.siteId(), customerio.apiKey());
    this.json = json;
  }

  Request identify(String customer, Map<String, Object> attributes) {
    return to(customers.newBuilder().addPathSegment(customer).build())
        .put(body(attributes))
        .build();
  }

  Request track(String customer, String event, Map<String, Object> data) {
    return to(customers.newBuilder().addPathSegment(customer).addPathSegment("events").build())
        .post(body(Map.of("name", event, "data", data)))
        .build();
  }

  private Request.Builder to(HttpUrl url) {
    return new Request.Builder().url(url).header("Authorization", authorization);
  }

  private RequestBody body(Map<String, Object> content) {
    return RequestBody.create(json.writeValueAsBytes(content), JSON);
  }
}
