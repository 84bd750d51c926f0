package shop.customerio;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Where Customer.io is, how the shop signs in there, and how long it waits for an answer. */
@ConfigurationProperties("customerio")
record CustomerioProperties(
    String trackUrl,
    String pipelinesUrl,
    String siteId,
    String apiKey,
    String writeKey,
    Duration connectTimeout,
    Duration readTimeout) {

  /** Keeps the keys out of logs. */
  @Override
  public String toString() {
    return "CustomerioProperties[" + trackUrl + ", " + pipelinesUrl + "]";
  }
}
