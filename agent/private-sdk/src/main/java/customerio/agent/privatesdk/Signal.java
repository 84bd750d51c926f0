package customerio.agent.privatesdk;

import java.util.Locale;

/** What is exported. Logs are not: the agent's lines go to its own log. */
enum Signal {
  TRACES("spans"),
  METRICS("metrics");

  private final String what;

  Signal(String what) {
    this.what = what;
  }

  /** What people call it. */
  String what() {
    return what;
  }

  /** As it is spelt in names of settings and at the end of a collector's address. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
