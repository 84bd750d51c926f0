package customerio.tests.sdk.client;

import com.rudderstack.sdk.java.analytics.Callback;
import com.rudderstack.sdk.java.analytics.RudderAnalytics;
import com.rudderstack.sdk.java.analytics.messages.IdentifyMessage;
import com.rudderstack.sdk.java.analytics.messages.Message;
import com.rudderstack.sdk.java.analytics.messages.TrackMessage;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An application with RudderStack's SDK, pointed at Customer.io; it packs its uploads. */
public final class RudderProgram extends SdkProgram implements Callback {
  private final RudderAnalytics analytics;

  private RudderProgram(String pipelines) {
    analytics =
        RudderAnalytics.builder(WRITE_KEY)
            .setDataPlaneUrl(pipelines)
            .flushInterval(FLUSHES_ITSELF_HOURS, TimeUnit.HOURS)
            .client(uploads.client(null))
            .setGZIP(true)
            .retries(1)
            .callback(this)
            .build();
  }

  /**
   * @param arguments the base address of Pipelines
   */
  public static void main(String[] arguments) throws Exception {
    new RudderProgram(arguments[0]).run();
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
