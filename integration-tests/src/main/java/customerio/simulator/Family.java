package customerio.simulator;

import java.util.Locale;

/** Customer.io's API families; each has hosts, credentials and rules of its own. */
public enum Family {
  TRACK,
  PIPELINES,
  APP;

  /** As it is spelt in JSON, on the command line and in port files: {@code track}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
