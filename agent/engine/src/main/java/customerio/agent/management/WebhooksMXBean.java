package customerio.agent.management;

/**
 * Webhooks of Customer.io that the application has received since start: {@code
 * customerio.agent:type=Webhooks}. There only while {@code webhook.signing-key-file} holds a key.
 */
public interface WebhooksMXBean {

  /** With a signature, whatever it is; others are not looked at. */
  long getReceived();

  long getVerified();

  /** With a signature that is not Customer.io's. */
  long getMismatched();

  /** Rightly signed, more than five minutes before or after this machine's time. */
  long getStale();

  /** The application has not read them to their end, or not the bytes that were sent. */
  long getNotJudged();
}
