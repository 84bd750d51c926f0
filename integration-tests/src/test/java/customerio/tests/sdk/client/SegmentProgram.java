package customerio.tests.sdk.client;

import com.segment.analytics.Analytics;
import com.segment.analytics.Callback;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.Message;
import com.segment.analytics.messages.TrackMessage;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An application with Segment's SDK, pointed at Customer.io. */
public final class SegmentProgram extends SdkProgram implements Callback {
  private final Analytics analytics;

  private SegmentProgram(String pipelines, String authorization) {
    analytics =
        Analytics.builder(WRITE_KEY)
            .setUploadURL(pipelines + "/v1/batch")
            .flushInterval(FLUSHES_ITSELF_HOURS, TimeUnit.HOURS)
            .client(uploads.client(authorization))
            .retries(1)
            .callback(this)
            .build();
  }

  /**
   * @param arguments the base address of Pipelines; and {@code authorized} for an interceptor that
   *     says the write key in a header, as the SDK itself says it only in the body
   */
  public static void main(String[] arguments) throws Exception {
    boolean authorized = arguments.length > 1 && arguments[1].equals("authorized");
    new SegmentProgram(arguments[0], authorized ? Uploads.AUTHORIZATION : null).run();
  }

  @Override
  void identify(String messageId, Map<String, ?> traits) {
    analytics.enqueue(IdentifyMessage.builder().messageId(messageId).userId(PERSON).traits(traits));
  }

  @Override
  void track(String messageId, String event, Map<String, ?> properties) {
    TrackMessage.Builder message = TrackMessage.builder(event).messageId(messageId).userId(PERSON);
    analytics.enqueue(properties == null ? message : message.properties(properties));
  }

  @Override
  void flush() {
    analytics.flush();
  }

  @Override
  void shutdown() {
    analytics.shutdown();
  }

  @Override
  public void success(Message message) {
    uploads.settled(message.messageId() + " succeeded");
  }

  @Override
  public void failure(Message message, Throwable cause) {
    uploads.settled(message.messageId() + " failed: " + cause.getClass().getName());
  }
}
