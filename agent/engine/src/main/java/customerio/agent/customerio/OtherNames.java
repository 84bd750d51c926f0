package customerio.agent.customerio;

/**
 * Another name of the person whom a call is about: an identify of {@code 5} that carries an e-mail
 * address makes what is said about that address later concern {@code 5}.
 *
 * <p>Of several the first counts, in the order in which calls are likely to be addressed by them.
 */
final class OtherNames {
  private static final String[] TRACK = {"id", "email", "cio_id", "anonymous_id", "phone"};

  private OtherNames() {}

  /**
   * @param attributes of an identify of Track; may be null
   * @return null when there is no name but the one by which the person is addressed
   */
  static String among(RawObject attributes, String person) {
    if (attributes == null) {
      return null;
    }
    for (String kind : TRACK) {
      String value = attributes.scalar(kind);
      if (value != null && canAddress(kind, value)) {
        String key = PersonKey.of(kind, value);
        if (!key.equals(person)) {
          return key;
        }
      }
    }
    return null;
  }

  /** Pipelines: calls may name a user and the visitor that the user was before. */
  static String visitor(RawObject call, String person) {
    String visitor = call.scalar("anonymousId");
    if (visitor == null || visitor.isBlank()) {
      return null;
    }
    String key = "user:" + visitor;
    return key.equals(person) ? null : key;
  }

  /** Pipelines: who has no id is identified by this trait. */
  static String email(RawObject call, String person) {
    RawObject traits = call.object("traits");
    String email = traits == null ? null : traits.string("email");
    if (email == null || !canAddress("email", email)) {
      return null;
    }
    String key = PersonKey.of("email", email);
    return key.equals(person) ? null : key;
  }

  private static boolean canAddress(String kind, String value) {
    return !value.isBlank()
        && Json.utf8Length(value) <= Limits.IDENTIFIER
        && (!kind.equals("email") || EmailShape.of(value) != EmailShape.NONE);
  }
}
