package customerio.agent.config;

import java.util.Collection;

/** What somebody who misspelt a name probably meant. */
public final class NearestName {
  private static final int CLOSE_ENOUGH = 4;

  private NearestName() {}

  /**
   * @return null if none is near
   */
  public static String among(Collection<String> known, String name) {
    String nearest = null;
    int best = CLOSE_ENOUGH;
    for (String candidate : known) {
      int distance = distance(name, candidate);
      if (distance < best) {
        best = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }

  /** Levenshtein, two rows. */
  private static int distance(String a, String b) {
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[b.length()];
  }
}
