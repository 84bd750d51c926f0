package customerio.agent.config;

/** Where a setting was found, most important first. */
enum Source {
  ARGUMENT("agent argument"),
  PROPERTY("system property"),
  ENVIRONMENT("environment variable"),
  FILE("config file");

  private final String words;

  Source(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /** How a user spells the key there, so that a message names what has to be corrected. */
  String spell(String key) {
    return words
        + ' '
        + switch (this) {
          case PROPERTY -> SettingsSources.PROPERTY_PREFIX + key;
          case ENVIRONMENT -> SettingsSources.environmentName(key);
          case ARGUMENT, FILE -> key;
        };
  }
}
