package customerio.agent.premain;

import java.util.Locale;

/**
 * Whether the agent was switched off from outside: {@code enabled=false}, as agent argument, system
 * property or environment variable, the first that is set wins. All other settings are read later,
 * by newer code; so is {@code mode=off}, which can be switched on while the application runs.
 */
final class StartSwitch {
  private final String arguments;

  private StartSwitch(String arguments) {
    this.arguments = arguments == null ? "" : arguments;
  }

  static StartSwitch of(String arguments) {
    return new StartSwitch(arguments);
  }

  boolean isOff() {
    String word = setting("enabled");
    return word != null && isNo(word.toLowerCase(Locale.ROOT));
  }

  /** As all settings of this kind are read. */
  private static boolean isNo(String word) {
    return word.equals("false") || word.equals("no") || word.equals("off") || word.equals("0");
  }

  private String setting(String key) {
    String value = argument(key);
    if (value == null) {
      value = System.getProperty("customerio.agent." + key);
    }
    if (value == null) {
      value = System.getenv("CUSTOMERIO_AGENT_" + key.toUpperCase(Locale.ROOT));
    }
    return value == null ? null : value.trim();
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
