package customerio.agent.customerio;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** JSON put together from slices of the application's bytes and what we add between them. */
final class SplicedJson {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);

  SplicedJson text(String json) {
    out.writeBytes(json.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  SplicedJson slice(byte[] source, int from, int to) {
    out.write(source, from, to - from);
    return this;
  }

  /** The object with more members in front of its own, which stay as they are. */
  SplicedJson object(RawObject object, String firstMembers) {
    text("{").text(firstMembers);
    if (!firstMembers.isEmpty() && !object.isEmpty()) {
      text(",");
    }
    return slice(object.source(), object.start() + 1, object.end());
  }

  /** The object without the members of these names; what is between the others stays. */
  SplicedJson objectWithout(RawObject object, Set<String> names) {
    List<RawObject.Member> members = object.members();
    int lastKept = members.size() - 1;
    while (lastKept >= 0 && names.contains(members.get(lastKept).name())) {
      lastKept--;
    }
    int copied = object.start();
    for (int i = 0; i < lastKept; i++) {
      if (names.contains(members.get(i).name())) {
        slice(object.source(), copied, members.get(i).key());
        copied = members.get(i + 1).key();
      }
    }
    if (lastKept < members.size() - 1) {
      int cut = lastKept < 0 ? members.get(0).key() : members.get(lastKept).valueEnd();
      slice(object.source(), copied, cut);
      copied = members.get(members.size() - 1).valueEnd();
    }
    return slice(object.source(), copied, object.end());
  }

  /** All of the object's source, with more members in front of the object's own. */
  static byte[] inserted(RawObject object, String firstMembers) {
    byte[] source = object.source();
    return new SplicedJson()
        .slice(source, 0, object.start())
        .object(object, firstMembers)
        .slice(source, object.end(), source.length)
        .bytes();
  }

  SplicedJson value(RawObject object, RawObject.Member member) {
    return slice(object.source(), member.value(), member.valueEnd());
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
