package customerio.agent.management.page;

import customerio.agent.health.Concern;

/** The parts into which the health is divided. */
enum Component {
  DELIVERY("delivery"),
  QUEUE("queue"),
  CREDENTIALS("credentials"),
  CLIENTS("clients"),
  CONNECTIVITY("connectivity"),
  OTHER("other");

  private final String word;

  Component(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  /** Codes are made of a subject and what is wrong with it. */
  static Component of(Concern concern) {
    String code = concern.code();
    return switch (code.substring(0, (code + '-').indexOf('-'))) {
      case "breaker", "paused", "worker" -> DELIVERY;
      case "queue" -> QUEUE;
      case "credential", "region" -> CREDENTIALS;
      case "client", "bridge" -> CLIENTS;
      case "unreachable" -> CONNECTIVITY;
      default -> OTHER;
    };
  }
}
