package customerio.simulator.state;

import java.util.Locale;
import java.util.regex.Pattern;

/** How a call names a person. Written as {@code id:42} in everything the simulator shows. */
public record PersonKey(Kind kind, String value) {

  /** The kinds of identifiers, under the names that the v2 API uses. */
  public enum Kind {
    ID,
    EMAIL,
    PHONE,
    CIO_ID,
    ANONYMOUS_ID;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final String CIO_PREFIX = "cio_";
  private static final Pattern EMAIL_SHAPE = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

  public static PersonKey id(String value) {
    return new PersonKey(Kind.ID, value);
  }

  public static PersonKey email(String value) {
    return new PersonKey(Kind.EMAIL, value);
  }

  public static PersonKey anonymous(String value) {
    return new PersonKey(Kind.ANONYMOUS_ID, value);
  }

  /**
   * The v1 API knows the kind by the shape of the path segment. A phone number is an id there.
   *
   * @param segment percent-decoded once
   */
  public static PersonKey ofPath(String segment) {
    if (segment.startsWith(CIO_PREFIX)) {
      return new PersonKey(Kind.CIO_ID, segment.substring(CIO_PREFIX.length()));
    }
    return isEmail(segment) ? email(segment) : id(segment);
  }

  public static boolean isEmail(String value) {
    return EMAIL_SHAPE.matcher(value).matches();
  }

  /** Equal for two keys exactly if they name the same person: e-mail ignores case, ids do not. */
  PersonKey normalised() {
    return kind == Kind.EMAIL ? email(value.toLowerCase(Locale.ROOT)) : this;
  }

  @Override
  public String toString() {
    return kind.label() + ":" + value;
  }
}
