package customerio.agent.customerio;

import java.util.List;

/**
 * A person as one call mentions it: under which names, and what is said about it. Names are spelled
 * as {@link PersonKey} does, but for Pipelines' ids, which are {@code id:5} here: one human is the
 * same to Track and to Pipelines. Immutable; sensitive: hash names, never keep them.
 */
public final class Mention {

  /** What the call does. */
  public enum Act {
    SPEAKS,
    /** Gives attributes, and maybe further names. */
    IDENTIFIES,
    DELETES,
    /** Makes one of two people: the first name stays, the second one goes. */
    JOINS
  }

  /** No person, such as an object, a segment, a delivery, or somebody nobody could tell. */
  static final Mention NOBODY = new Mention(Act.SPEAKS, List.of(), null);

  private final Act act;
  private final List<String> names;
  private final RawObject attributes;

  private Mention(Act act, List<String> names, RawObject attributes) {
    this.act = act;
    this.names = names;
    this.attributes = attributes;
  }

  static Mention of(Act act, String name) {
    return name == null ? NOBODY : new Mention(act, List.of(name), null);
  }

  static Mention joining(String first, String second) {
    return first == null || second == null
        ? NOBODY
        : new Mention(Act.JOINS, List.of(first, second), null);
  }

  /**
   * @param names the first is the one by which the person is addressed; repetitions do no harm
   * @param attributes null for none
   */
  static Mention identified(List<String> names, RawObject attributes) {
    return names.isEmpty() ? NOBODY : new Mention(Act.IDENTIFIES, List.copyOf(names), attributes);
  }

  public Act act() {
    return act;
  }

  /** Empty when the call is about no person. */
  public List<String> names() {
    return names;
  }

  /**
   * The text of an attribute that an identify gives; a number's digits and {@code true} or {@code
   * false} as they are written.
   *
   * @param path a name, or names joined by dots: {@code address.country} is looked for by that name
   *     first, then inside {@code address}
   * @return null when it is absent, null, or no single value
   */
  public String attribute(String path) {
    return attributes == null ? null : text(attributes, path);
  }

  private static String text(RawObject object, String path) {
    RawObject.Member member = object.member(path);
    if (member != null) {
      return member.kind().isBoolean() ? object.raw(member) : object.scalar(path);
    }
    int dot = path.indexOf('.');
    RawObject inner = dot < 0 ? null : object.object(path.substring(0, dot));
    return inner == null ? null : text(inner, path.substring(dot + 1));
  }

  /** Who it is, is personal data. */
  @Override
  public String toString() {
    return "Mention[" + act + ']';
  }
}
