package customerio.agent.testing;

import java.lang.ref.Reference;

/** What nobody keeps. */
public final class Garbage {
  /** Not a measure of anything: the first collection finds what there is. */
  private static final int PATIENCE = 100;

  private Garbage() {}

  /** Whether a collector takes what is referred to. */
  public static boolean takes(Reference<?> reference) {
    for (int i = 0; i < PATIENCE && !reference.refersTo(null); i++) {
      System.gc();
    }
    return reference.refersTo(null);
  }
}
