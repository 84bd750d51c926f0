package customerio.agent.customerio;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The JSON members that fix an operation in time and make a repetition of it harmless. The one that
 * matters most is first. A member that is there, be it null, is the application's and stays.
 */
final class Stamps {
  private final RawObject about;
  private final Operation op;
  private final Stamping stamping;
  private final List<String> members = new ArrayList<>(2);

  /**
   * @param about decides what is absent; null when there is no body
   */
  Stamps(RawObject about, Operation op, Stamping stamping) {
    this.about = about;
    this.op = op;
    this.stamping = stamping;
  }

  /** Track: the ULID by which Customer.io recognises an event. */
  Stamps eventId() {
    return stamping.ids() ? add("id", Json.quoted(op.id())) : this;
  }

  /** Pipelines: the same, {@code position} telling apart the items of one operation. */
  Stamps messageId(String position) {
    return stamping.ids() ? add("messageId", Json.quoted(MessageId.of(op.id()) + position)) : this;
  }

  /** Track: seconds since the epoch. */
  Stamps seconds(String name) {
    return stamping.times()
        ? add(name, Long.toString(Math.floorDiv(op.capturedAtMillis(), 1000)))
        : this;
  }

  /** Pipelines: ISO 8601; not beside the time of another kind that the server would go by. */
  Stamps isoTime() {
    return stamping.times() && !about.has("originalTimestamp")
        ? add("timestamp", Json.quoted(Instant.ofEpochMilli(op.capturedAtMillis()).toString()))
        : this;
  }

  /** As JSON members with commas between them; empty when nothing is to be added. */
  String text() {
    return String.join(",", members);
  }

  /** As many of them as fit, with a comma behind, into so many bytes. */
  String text(int bytes) {
    int count = members.size();
    String text = text();
    while (Json.utf8Length(text) + 1 > bytes && count > 0) {
      text = String.join(",", members.subList(0, --count));
    }
    return text;
  }

  /** For putting behind another member. */
  String textAfterMember() {
    return members.isEmpty() ? "" : ',' + text();
  }

  private Stamps add(String name, String value) {
    if (about == null || !about.has(name)) {
      members.add('"' + name + "\":" + value);
    }
    return this;
  }
}
