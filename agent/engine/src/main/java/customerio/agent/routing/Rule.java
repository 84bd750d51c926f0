package customerio.agent.routing;

import customerio.agent.customerio.Mention;
import java.util.Locale;
import java.util.Map;

/**
 * Assigns people by one of their attributes.
 *
 * @param country whether values are country codes, which compare without regard to case
 */
record Rule(String attribute, boolean country, Map<String, Workspace> choices) {

  /** Null when the rule has nothing to say about this person. */
  Workspace of(Mention person) {
    String value = person.attribute(attribute);
    return value == null ? null : choices.get(country ? code(value) : value);
  }

  static String code(String country) {
    return country.strip().toUpperCase(Locale.ROOT);
  }
}
