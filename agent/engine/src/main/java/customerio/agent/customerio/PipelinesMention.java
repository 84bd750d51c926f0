package customerio.agent.customerio;

import customerio.agent.customerio.Mention.Act;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whom the calls of Pipelines are about. */
final class PipelinesMention {

  /** See {@link PipelinesReader}: the documents have both names. */
  private static final Set<String> DELETIONS = Set.of("User Deleted", "Delete Person");

  private PipelinesMention() {}

  /**
   * @param type of a batch item, or what the path says; null and unknown ones speak of a person
   */
  static Mention of(String type, RawObject call) {
    if ("alias".equals(type)) {
      return Mention.joining(id(call, "userId"), id(call, "previousId"));
    }
    if ("identify".equals(type)) {
      return identified(call);
    }
    String event = call.string("event");
    Act act = event != null && DELETIONS.contains(event) ? Act.DELETES : Act.SPEAKS;
    String user = id(call, "userId");
    return Mention.of(act, user != null ? user : id(call, "anonymousId"));
  }

  /** Segment's library for Java sends its write key in the body. */
  static boolean carriesKey(RawObject call) {
    return call.has("writeKey");
  }

  private static Mention identified(RawObject call) {
    List<String> names = new ArrayList<>();
    String user = id(call, "userId");
    if (user != null) {
      names.add(user);
    }
    String visitor = id(call, "anonymousId");
    if (visitor != null) {
      // Track tells kinds of ids apart, Pipelines does not
      names.add(visitor);
      names.add(PersonKey.of("anonymous_id", call.scalar("anonymousId")));
    }
    RawObject traits = call.object("traits");
    TrackMention.addNames(traits, names);
    return Mention.identified(names, traits);
  }

  private static String id(RawObject call, String name) {
    String id = call.scalar(name);
    return id == null || id.isBlank() ? null : PersonKey.of("id", id);
  }
}
