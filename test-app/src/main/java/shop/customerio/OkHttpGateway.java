package shop.customerio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.springframework.stereotype.Component;

/** OkHttp, waiting for each answer. */
@Component("okhttp")
class OkHttpGateway implements Gateway {
  private final OkHttpClient client;
  private final TrackRequests requests;

  OkHttpGateway(OkHttpClient client, TrackRequests requests) {
    this.client = client;
    this.requests = requests;
  }

  @Override
  public CompletionStage<Void> identify(String customer, Map<String, Object> attributes) {
    return execute(requests.identify(customer, attributes));
  }

  @Override
  public CompletionStage<Void> track(String customer, String event, Map<String, Object> data) {
    return execute(requests.track(customer, event, data));
  }

  private CompletionStage<Void> execute(Request request) {
    try (Response response = client.newCall(request).execute()) {
      UnexpectedStatusException.check(response);
      return Gateway.answered();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
