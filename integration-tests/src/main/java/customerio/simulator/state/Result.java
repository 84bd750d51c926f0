package customerio.simulator.state;

import java.util.Locale;

/** What became of one operation. */
public enum Result {
  /** It changed the workspace. */
  APPLIED,
  /** An event or call with that id was there before; nothing changed. */
  DUPLICATE,
  /** The caller was told that it is wrong. */
  REFUSED,
  /** The caller was told that all is well, and nothing changed. */
  IGNORED;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
