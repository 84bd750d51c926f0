package customerio.tests.soak.app;

import com.segment.analytics.Analytics;
import com.segment.analytics.Callback;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.Message;
import com.segment.analytics.messages.MessageBuilder;
import com.segment.analytics.messages.TrackMessage;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/** Segment's SDK on OkHttp, pointed at Customer.io's Pipelines; uploads each word by itself. */
public final class SegmentSpeaker extends Speaker implements Callback {
  private static final String WRITE_KEY = "wk-crash";

  private final BlockingQueue<Boolean> settled = new LinkedBlockingQueue<>();
  private volatile String sign;
  private final OkHttpClient client =
      new OkHttpClient.Builder()
          .addInterceptor(
              chain -> {
                Response response =
                    chain.proceed(
                        chain
                            .request()
                            .newBuilder()
                            .header("Authorization", Credentials.basic(WRITE_KEY, ""))
                            .build());
                sign = response.header(SIGN);
                return response;
              })
          .build();
  private final Analytics analytics;

  public SegmentSpeaker(String base) {
    analytics =
        Analytics.builder(WRITE_KEY)
            .setUploadURL(base + "/v1/batch")
            .client(client)
            .retries(1)
            .callback(this)
            .build();
  }

  @Override
  String say(String person, long seq, boolean identify) throws InterruptedException {
    MessageBuilder<?, ?> message =
        identify
            ? IdentifyMessage.builder().traits(Map.of("seq", seq))
            : TrackMessage.builder("said").properties(Map.of("seq", seq));
    analytics.enqueue(message.userId(person));
    analytics.flush();
    Boolean uploaded = settled.poll(2 * TIMEOUT, TimeUnit.SECONDS);
    if (!Boolean.TRUE.equals(uploaded)) {
      throw new IllegalStateException("not uploaded");
    }
    return sign;
  }

  @Override
  public void success(Message message) {
    settled.add(true);
  }

  @Override
  public void failure(Message message, Throwable cause) {
    settled.add(false);
  }

  @Override
  public void close() {
    analytics.shutdown();
    OkHttpSpeaker.close(client);
  }
}
