package customerio.agent.customerio;

import com.fasterxml.jackson.core.JsonToken;
import java.util.Set;

/** The documented limits of people, objects and their attributes. */
final class AttributeLimits {
  private static final Set<String> IDENTIFIERS = Set.of("id", "email");

  /** They stand among the attributes, and say something about the call. */
  private static final Set<String> NO_ATTRIBUTES =
      Set.of("_timestamp", "_update", "anonymous_id", "cio_relationships");

  private AttributeLimits() {}

  /**
   * Only texts have a length that the documents speak of; how they count a list or an object, they
   * do not say.
   *
   * @param attributes null = none
   * @return which limit is exceeded, in the words of {@link Reading.NotUnderstood}; null if none is
   */
  static String exceededBy(RawObject attributes) {
    if (attributes == null) {
      return null;
    }
    int count = 0;
    for (RawObject.Member member : attributes.members()) {
      String name = member.name();
      if (NO_ATTRIBUTES.contains(name)) {
        continue;
      }
      count++;
      if (Json.utf8Length(name) > Limits.ATTRIBUTE_NAME) {
        return "attribute-name-too-long";
      }
      boolean identifier = IDENTIFIERS.contains(name);
      if (isLonger(attributes, member, identifier ? Limits.IDENTIFIER : Limits.ATTRIBUTE_VALUE)) {
        return identifier ? "identifier-invalid" : "attribute-too-long";
      }
    }
    return count > Limits.ATTRIBUTES ? "too-many-attributes" : null;
  }

  /** Escapes only lengthen a text, so most need no decoding. */
  private static boolean isLonger(RawObject attributes, RawObject.Member member, int limit) {
    return member.kind() == JsonToken.VALUE_STRING
        && member.valueEnd() - member.value() - 2 > limit
        && Json.utf8Length(attributes.decoded(member)) > limit;
  }
}
