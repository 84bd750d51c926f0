package customerio.agent.management;

/** What a subscriber of {@code customerio.agent:type=Agent} is told of. */
enum NewsKind {
  /** The type that JMX itself gives to every change of an attribute. */
  HEALTH("jmx.attribute.change", "The attribute Health has changed, and why"),
  BREAKER(
      "customerio.agent.circuit_breaker.state_changed",
      "A circuit breaker has opened, closed, or lets one operation through to see"),
  HIGH_WATERMARK(
      "customerio.agent.queue.high_watermark",
      "The queue holds 80 % of queue.max-bytes; told again only after it has held less than 70 %"),
  DROPPED(
      "customerio.agent.message.dropped",
      "Accepted operations were given up to make room, as queue.full-policy says; how many"),
  DEAD_LETTER(
      "customerio.agent.dead_letter.added",
      "Operations will not be delivered and are kept as dead letters; how many, and for which"
          + " reasons");

  private final String type;
  private final String words;

  NewsKind(String type, String words) {
    this.type = type;
    this.words = words;
  }

  String type() {
    return type;
  }

  String words() {
    return words;
  }
}
