package customerio.agent.customerio;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

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

  SplicedJson value(RawObject object, RawObject.Member member) {
    return slice(object.source(), member.value(), member.valueEnd());
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
