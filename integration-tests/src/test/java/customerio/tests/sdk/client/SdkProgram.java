package customerio.tests.sdk.client;

import java.util.Map;

/** What a shop does with an SDK that collects its calls; Uploads says what came of them. */
abstract class SdkProgram {
  static final String WRITE_KEY = "wk-shop";
  static final String PERSON = "ada";

  /** By its own clock, an SDK would now and then send half of what belongs together. */
  static final int FLUSHES_ITSELF_HOURS = 1;

  final Uploads uploads = new Uploads();

  abstract void identify(String messageId, Map<String, ?> traits);

  /**
   * @param properties null for none
   */
  abstract void track(String messageId, String event, Map<String, ?> properties);

  abstract void flush();

  abstract void shutdown();

  /** Ends the JVM: both SDKs keep threads. */
  final void run() throws InterruptedException {
    identify("m1", Map.of("plan", "a"));
    track("m2", "bought", Map.of("price", 1));
    flush();
    uploads.await(2);
    track("m3", "bought", Map.of("price", 2));
    track("m4", "returned", null);
    identify("m5", Map.of("plan", "b"));
    flush();
    uploads.await(3);
    shutdown();
    System.exit(0);
  }
}
