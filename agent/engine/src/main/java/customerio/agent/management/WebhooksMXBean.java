package customerio.agent.management;

/**
 * Webhooks of Customer.io that the application has received since start: {@code
 * customerio.agent:type=Webhooks}. There only while {@code webhook.signing-key-file} holds a key.
 */
@Described(
    "Webhooks of Customer.io that the application has received; there only while they are"
        + " verified.")
public interface WebhooksMXBean {

  @Described("With a signature, whatever it is; others are not looked at.")
  @Unit("webhooks")
  long getReceived();

  @Described("Rightly signed, at about this machine's time.")
  @Unit("webhooks")
  long getVerified();

  @Described("With a signature that is not Customer.io's.")
  @Unit("webhooks")
  long getMismatched();

  @Described("Rightly signed, more than five minutes before or after this machine's time.")
  @Unit("webhooks")
  long getStale();

  @Described("The application has not read them to their end, or not the bytes that were sent.")
  @Unit("webhooks")
  long getNotJudged();
}
