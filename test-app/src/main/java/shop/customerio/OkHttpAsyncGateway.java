package shop.customerio;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.springframework.stereotype.Component;

/** OkHttp, with {@code enqueue} and a callback. */
@Component("okhttp-async")
class OkHttpAsyncGateway implements Gateway {
  private final OkHttpClient client;
  private final TrackRequests requests;

  OkHttpAsyncGateway(OkHttpClient client, TrackRequests requests) {
    this.client = client;
    this.requests = requests;
  }

  @Override
  public CompletionStage<Void> identify(String customer, Map<String, Object> attributes) {
    return enqueue(requests.identify(customer, attributes));
  }

  @Override
  public CompletionStage<Void> track(String customer, String event, Map<String, Object> data) {
    return enqueue(requests.track(customer, event, data));
  }

  /** OkHttp's dispatcher runs up to five calls to one host at once. */
  @Override
  public boolean keepsOrder() {
    return false;
  }

  private CompletionStage<Void> enqueue(Request request) {
    Answer answer = new Answer();
    client.newCall(request).enqueue(answer);
    return answer;
  }

  private static final class Answer extends CompletableFuture<Void> implements Callback {

    @Override
    public void onResponse(Call call, Response response) throws IOException {
      try (response) {
        UnexpectedStatusException.check(response);
        complete(null);
      } catch (IOException e) {
        completeExceptionally(e);
      }
    }

    @Override
    public void onFailure(Call call, IOException e) {
      completeExceptionally(e);
    }
  }
}
