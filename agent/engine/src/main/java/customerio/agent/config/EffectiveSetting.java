package customerio.agent.config;

/**
 * One setting as it is in force, to be shown to whoever may see the application's health.
 *
 * @param value as it was written; {@link #HIDDEN} when it may hold a secret
 * @param source where it comes from, in words: {@code default}, {@code environment variable}
 */
public record EffectiveSetting(String key, String value, String source) {
  static final String HIDDEN = "(not shown, as it may hold a secret)";
  private static final String DEFAULT = "default";

  /**
   * @param found null = its default is in force
   */
  static EffectiveSetting of(Key<?> key, SettingsSources.Found found) {
    if (found == null) {
      return new EffectiveSetting(key.name(), key.defaultText(), DEFAULT);
    }
    return new EffectiveSetting(key.name(), shown(found.text().trim()), found.source().words());
  }

  public boolean isDefault() {
    return source.equals(DEFAULT);
  }

  /** The same, with what its default comes down to here. */
  EffectiveSetting derived(String text) {
    return new EffectiveSetting(key, shown(text), source);
  }

  private static String shown(String text) {
    return SettingsReader.mayBeSecret(text) ? HIDDEN : text.replaceAll("\\p{Cntrl}", "?");
  }
}
