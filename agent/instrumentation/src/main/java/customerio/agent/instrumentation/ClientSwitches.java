package customerio.agent.instrumentation;

import java.util.Locale;
import java.util.function.Predicate;

/**
 * The settings {@code client.<name>.enabled}: argument, else property, else environment. Not from
 * the configuration file: they are needed at every start, and no file is read then.
 */
final class ClientSwitches implements Predicate<String> {
  private final String arguments;

  private ClientSwitches(String arguments) {
    this.arguments = arguments;
  }

  static ClientSwitches of(String arguments) {
    return new ClientSwitches(arguments == null ? "" : arguments);
  }

  @Override
  public boolean test(String client) {
    String value = text("client." + client + ".enabled");
    return value == null || !value.trim().equalsIgnoreCase("false");
  }

  /** Whether the engine may find a signing key; what a configuration file says is not known yet. */
  boolean mayReceiveWebhooks() {
    return text("webhook.signing-key-file") != null || text("config") != null;
  }

  private String text(String key) {
    String value = argument(key);
    if (value == null) {
      value = System.getProperty("customerio.agent." + key);
    }
    if (value == null) {
      value =
          System.getenv(
              "CUSTOMERIO_AGENT_"
                  + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT));
    }
    return value;
  }

  private String argument(String key) {
    for (String pair : arguments.split(",")) {
      int equals = pair.indexOf('=');
      if (equals > 0 && pair.substring(0, equals).trim().equals(key)) {
        return pair.substring(equals + 1);
      }
    }
    return null;
  }
}
