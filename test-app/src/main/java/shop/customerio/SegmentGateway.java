package shop.customerio;

import com.segment.analytics.Analytics;
import com.segment.analytics.Callback;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.Message;
import com.segment.analytics.messages.MessageBuilder;
import com.segment.analytics.messages.TrackMessage;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import okhttp3.Credentials;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Segment's SDK, which collects messages in memory and uploads them to Customer.io's Pipelines API
 * from one thread of its own, in order.
 */
@Component("segment")
class SegmentGateway implements Gateway, DisposableBean {
  private final Map<String, CompletableFuture<Void>> underway = new ConcurrentHashMap<>();
  private final Analytics analytics;

  SegmentGateway(OkHttpClient client, CustomerioProperties customerio) {
    this.analytics =
        Analytics.builder(customerio.writeKey())
            .client(authorized(client, customerio.writeKey()))
            .setUploadURL(customerio.pipelinesUrl() + "/v1/batch")
            .flushInterval(1, TimeUnit.SECONDS)
            .callback(new Uploads())
            .build();
  }

  @Override
  public CompletionStage<Void> identify(String customer, Map<String, Object> attributes) {
    return enqueue(IdentifyMessage.builder().traits(attributes), customer);
  }

  @Override
  public CompletionStage<Void> track(String customer, String event, Map<String, Object> data) {
    return enqueue(TrackMessage.builder(event).properties(data), customer);
  }

  @Override
  public void destroy() {
    analytics.shutdown();
  }

  /** The SDK, up to 3.5.4, sends the write key in the body only; Pipelines asks for Basic auth. */
  private static OkHttpClient authorized(OkHttpClient client, String writeKey) {
    String authorization = Credentials.basic(writeKey, "");
    Interceptor basicAuth =
        chain ->
            chain.proceed(
                chain.request().newBuilder().header("Authorization", authorization).build());
    return client.newBuilder().addInterceptor(basicAuth).build();
  }

  private CompletionStage<Void> enqueue(MessageBuilder<?, ?> message, String customer) {
    String id = UUID.randomUUID().toString();
    CompletableFuture<Void> uploaded = new CompletableFuture<>();
    underway.put(id, uploaded);
    message.messageId(id).userId(customer);
    analytics.enqueue(message);
    return uploaded;
  }

  private final class Uploads implements Callback {

    @Override
    public void success(Message message) {
      settle(message).complete(null);
    }

    @Override
    public void failure(Message message, Throwable cause) {
      settle(message).completeExceptionally(cause);
    }

    private CompletableFuture<Void> settle(Message message) {
      return underway.remove(message.messageId());
    }
  }
}
