package customerio.agent.customerio;

/**
 * Universally unique, lexicographically sortable identifiers: 48 bits of milliseconds and 80 random
 * bits as 26 characters of Crockford's base 32. Customer.io recognises repeated events by them.
 */
public final class Ulid {
  static final int LENGTH = 26;
  static final long MAX_MILLIS = (1L << 48) - 1;

  private static final char[] DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();

  private Ulid() {}

  /**
   * @param high the 64 most significant bits: 48 of time, 16 random
   * @param low the other 64 random bits
   */
  static String toText(long high, long low) {
    char[] text = new char[LENGTH];
    for (int i = LENGTH - 1; i >= 0; i--) {
      text[i] = DIGITS[(int) low & 31];
      low = low >>> 5 | high << 59;
      high >>>= 5;
    }
    return new String(text);
  }

  /**
   * 26 digits, in either case; the first is at most 7, for it carries three bits only.
   *
   * @param text null is none
   */
  public static boolean isUlid(String text) {
    if (text == null || text.length() != LENGTH || text.charAt(0) > '7') {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      if (digit(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Its time, milliseconds since the epoch. */
  public static long millis(String ulid) {
    return high(ulid) >>> 16;
  }

  /** Its 64 most significant bits. */
  public static long high(String ulid) {
    long high = 0;
    for (int i = 0; i < 13; i++) {
      high = high << 5 | digit(ulid.charAt(i));
    }
    // 13 digits hold 65 bits, the first two of them always 0; the last bit is in the next digit
    return high << 1 | digit(ulid.charAt(13)) >> 4;
  }

  /** Its 64 least significant bits. */
  public static long low(String ulid) {
    long low = 0;
    for (int i = 13; i < LENGTH; i++) {
      low = low << 5 | digit(ulid.charAt(i));
    }
    return low;
  }

  private static int digit(char c) {
    char upper = c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
    for (int i = 0; i < DIGITS.length; i++) {
      if (DIGITS[i] == upper) {
        return i;
      }
    }
    return -1;
  }
}
