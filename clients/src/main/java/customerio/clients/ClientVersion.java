package customerio.clients;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One version of one client, as a line of {@code clients.txt} says it.
 *
 * @param artifacts coordinates, with all that they ask for
 * @param without {@code group:artifact} of what they ask for and what is not wanted
 */
record ClientVersion(
    String client, Role role, String version, List<String> artifacts, List<String> without) {
  private static final String WITHOUT = "-";

  /**
   * Why this version: the oldest supported, the newest there is, or one that is built otherwise.
   */
  enum Role {
    FLOOR,
    BETWEEN,
    LATEST
  }

  static ClientVersion of(String line) {
    String[] words = line.trim().split("\\s+");
    if (words.length < 4) {
      throw new IllegalArgumentException(
          "clients.txt: \"" + line + "\" is not: client, floor/between/latest, version, artifacts");
    }
    List<String> rest = Arrays.asList(words).subList(3, words.length);
    return new ClientVersion(
        words[0],
        Role.valueOf(words[1].toUpperCase(Locale.ROOT)),
        words[2],
        rest.stream().filter(word -> !word.startsWith(WITHOUT)).toList(),
        rest.stream().filter(word -> word.startsWith(WITHOUT)).map(w -> w.substring(1)).toList());
  }

  String directory() {
    return client + '-' + version;
  }
}
