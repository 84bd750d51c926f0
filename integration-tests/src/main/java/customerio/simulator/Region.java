package customerio.simulator;

import java.util.Locale;

/** Customer.io's data centres. */
public enum Region {
  US,
  EU;

  /** As it is spelt in JSON, on the command line and in port files: {@code us}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Region other() {
    return this == US ? EU : US;
  }
}
