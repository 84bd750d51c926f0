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
    return value == null || !isNo(value.trim().toLowerCase(Locale.ROOT));
  }

  /** As the engine reads it, which is not there yet, and which will complain about other words. */
  private static boolean isNo(String word) {
    return word.equals("false") || word.equals("no") || word.equals("off") || word.equals("0");
  }

  /** Whether the engine may find a signing key; what a configuration file says is not known yet. */
  boolean mayReceiveWebhooks() {
    return text("webhook.signing-key-file") != null || text("config") != null;
  }

  /** Unless {@code otel.mode} is known to be another than {@code auto}. */
  boolean mayTellApplications() {
    String mode = text("otel.mode");
    return mode == null || mode.trim().equalsIgnoreCase("auto");
  }

  /** Where the user names methods of the application, see docs/wrappers.md; null = nowhere. */
  String wrappersFile() {
    String file = text("wrappers.file");
    return file == null ? null : file.trim();
  }

  /** Null when there is none; one that is blank is none, as containers hand on such. */
  private String text(String key) {
    String value = argument(key);
    if (isNone(value)) {
      value = System.getProperty("customerio.agent." + key);
    }
    if (isNone(value)) {
      value =
          System.getenv(
              "CUSTOMERIO_AGENT_"
                  + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT));
    }
    return isNone(value) ? null : value;
  }

  private static boolean isNone(String value) {
    return value == null || value.isBlank();
  }

  /** The last one, should it be given twice. */
  private String argument(String key) {
    String value = null;
    for (String pair : arguments.split(",")) {
      int equals = pair.indexOf('=');
      if (equals > 0 && pair.substring(0, equals).trim().equals(key)) {
        value = pair.substring(equals + 1);
      }
    }
    return value;
  }
}
