package customerio.agent.customerio;

import java.util.Locale;
import java.util.Set;

/** One spelling for each person, see {@link Reading.Understood}. */
final class PersonKey {

  /** {@code anonymous_id} is in no document, but integrations use it. */
  private static final Set<String> KINDS = Set.of("id", "email", "phone", "cio_id", "anonymous_id");

  private PersonKey() {}

  /**
   * Kinds as they begin a key; {@code user} is Pipelines' name for ids of both kinds. A device is
   * no person, but stands in the line of the one who has it.
   */
  private static final Set<String> PREFIXES =
      Set.of("id", "email", "phone", "cio_id", "anonymous", "user", "device");

  static boolean isPerson(String key) {
    return PREFIXES.contains(key.substring(0, Math.max(0, key.indexOf(':'))));
  }

  /** E-mail addresses compare without regard to case, ids do not. */
  static String of(String kind, String value) {
    return switch (kind) {
      case "email" -> "email:" + value.toLowerCase(Locale.ROOT);
      case "anonymous_id" -> "anonymous:" + value;
      default -> kind + ':' + value;
    };
  }

  /**
   * @param identifiers {@code {"id":"5"}}: v2 and merge take exactly one
   * @return null when there is none, or more than one, or it is blank or too long
   */
  static String of(RawObject identifiers) {
    if (identifiers == null || identifiers.members().size() != 1) {
      return null;
    }
    String kind = identifiers.members().get(0).name();
    String value = identifiers.scalar(kind);
    return KINDS.contains(kind)
            && value != null
            && !value.isBlank()
            && Json.utf8Length(value) <= Limits.IDENTIFIER
        ? of(kind, value)
        : null;
  }
}
