package customerio.agent.atrest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rings of keys that are told apart by a letter. */
public final class KeyRings {

  private KeyRings() {}

  /** The first letter's key encrypts, all of them decrypt. */
  public static KeyRing of(String letters) {
    return new KeyRing(keys(letters), true);
  }

  /** As after the word {@code plain} in the key file. */
  public static KeyRing plain(String letters) {
    return new KeyRing(keys(letters), false);
  }

  /** As messages show it. */
  public static String id(char letter) {
    return KeyRing.text(number(letter));
  }

  /** As records carry it. */
  public static long number(char letter) {
    return key(letter).id();
  }

  private static List<AtRestKey> keys(String letters) {
    List<AtRestKey> keys = new ArrayList<>();
    for (char letter : letters.toCharArray()) {
      keys.add(key(letter));
    }
    return keys;
  }

  private static AtRestKey key(char letter) {
    byte[] bytes = new byte[AtRestKey.BYTES];
    Arrays.fill(bytes, (byte) letter);
    return new AtRestKey(bytes);
  }
}
