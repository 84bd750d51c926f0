package customerio.agent.telemetry.opentelemetry;

import customerio.agent.customerio.Api;
import java.util.Locale;

/** What the messaging conventions leave to be named. */
final class MessagingNames {
  static final String SYSTEM = "customerio";

  private MessagingNames() {}

  static String destination(Api api) {
    return SYSTEM + '.' + api.name().toLowerCase(Locale.ROOT);
  }
}
