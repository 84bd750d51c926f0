package customerio.agent.customerio;

import customerio.agent.customerio.Mention.Act;

/** Whom the calls of the App API are about: messages to one person, and reading about one. */
final class AppMention {
  private static final String SEND = "/v1/send/";
  private static final String CUSTOMERS = "/v1/customers/";

  private AppMention() {}

  static Mention of(String target, byte[] body) {
    if (target.startsWith(SEND)) {
      RawObject message = RawObject.of(body);
      return message == null
          ? Mention.NOBODY
          : Mention.of(Act.SPEAKS, PersonKey.of(message.object("identifiers")));
    }
    return target.startsWith(CUSTOMERS) ? read(target) : Mention.NOBODY;
  }

  /** {@code /v1/customers/{id}/attributes?id_type=email}; the other paths are about many people. */
  private static Mention read(String target) {
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    int end = path.indexOf('/', CUSTOMERS.length());
    String person = end < 0 ? null : PercentDecoder.decode(path.substring(CUSTOMERS.length(), end));
    return person == null || person.isBlank()
        ? Mention.NOBODY
        : Mention.of(Act.SPEAKS, PersonKey.of(SegmentReader.idType(target), person));
  }
}
