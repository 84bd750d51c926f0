package customerio.agent.customerio;

/**
 * The person in the path of a v1 call. Customer.io tells the kind of identifier by its shape:
 * {@code cio_…}, an e-mail address where the workspace knows people by it, else an id; a phone
 * number is an id there.
 *
 * @param kind the name v2 has for it
 * @param value decoded, and without the prefix {@code cio_}
 * @param certain whether the kind is beyond doubt; if not, only the original call is exact
 */
record PathPerson(String kind, String value, boolean certain) {
  private static final String CIO_ID_PREFIX = "cio_";

  /**
   * @return null when Customer.io cannot take it for anybody: broken escapes, blank, too long, or a
   *     dot segment, which clients and proxies on the way would resolve
   */
  static PathPerson of(Endpoint endpoint, String target, Rules rules) {
    String value = PercentDecoder.decode(endpoint.pathParameter(target, 0));
    if (value == null
        || value.isBlank()
        || value.equals(".")
        || value.equals("..")
        || Json.utf8Length(value) > Limits.IDENTIFIER) {
      return null;
    }
    if (value.startsWith(CIO_ID_PREFIX)) {
      String cioId = value.substring(CIO_ID_PREFIX.length());
      return cioId.isBlank() ? null : new PathPerson("cio_id", cioId, true);
    }
    if (!rules.emailIdentifies()) {
      return new PathPerson("id", value, true);
    }
    return switch (EmailShape.of(value)) {
      case ADDRESS -> new PathPerson("email", value, true);
      case NONE -> new PathPerson("id", value, true);
      // for the order of calls the likelier reading will do
      case UNCLEAR -> new PathPerson("email", value, false);
    };
  }

  String key() {
    return PersonKey.of(kind, value);
  }

  /** As v2 has it: {@code {"email":"a@b.co"}}, spelled as the application spelled it. */
  String identifiers() {
    return "{\"" + kind + "\":" + Json.quoted(value) + '}';
  }

  /** Who it is, is personal data. */
  @Override
  public String toString() {
    return "PathPerson[" + kind + ']';
  }
}
