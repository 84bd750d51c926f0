package customerio.agent.customerio;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What of a call inside a batch decides whether Customer.io keeps it. Not thread-safe. */
final class PipelinesCall {
  private static final Set<String> RELEVANT =
      Set.of("type", "event", "userId", "anonymousId", "groupId", "previousId");

  /** Null is: there, but empty, or something else than a text or a number. */
  private final Map<String, String> members = new HashMap<>();

  void member(String name, String text) {
    if (RELEVANT.contains(name)) {
      members.put(name, text);
    }
  }

  /** The user whom it names for sure; null for a visitor. */
  String user() {
    String user = members.get("userId");
    return user == null ? null : "user:" + user;
  }

  /** Null when Customer.io keeps it, as far as can be told. */
  SilentLoss loss() {
    String type = members.getOrDefault("type", "");
    if (type == null) {
      return null;
    }
    return switch (type) {
      case "track" ->
          has("event")
              ? unless(namesAnybody() || has("groupId") || isReport())
              : SilentLoss.NO_EVENT_NAME;
      case "group" -> has("groupId") ? unless(namesAnybody()) : SilentLoss.NO_GROUP;
      case "alias" -> unless(has("userId") && has("previousId"));
      // an identify may leave both empty and name somebody by the e-mail address in its traits
      case "identify" ->
          unless(members.containsKey("userId") || members.containsKey("anonymousId"));
      case "page", "screen" -> unless(namesAnybody());
      // Customer.io may know more kinds than the documents
      default -> null;
    };
  }

  private static SilentLoss unless(boolean namesSomebody) {
    return namesSomebody ? null : SilentLoss.NO_IDENTIFIER;
  }

  private boolean isReport() {
    return SemanticEvents.REPORTS.contains(members.get("event"));
  }

  private boolean namesAnybody() {
    return has("userId") || has("anonymousId");
  }

  private boolean has(String name) {
    return members.get(name) != null;
  }
}
