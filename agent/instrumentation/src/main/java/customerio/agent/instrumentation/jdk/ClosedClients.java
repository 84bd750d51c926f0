package customerio.agent.instrumentation.jdk;

import java.net.http.HttpClient;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/** Clients that take no more calls; no method of theirs tells. Thread-safe. */
final class ClosedClients {
  private static final Set<HttpClient> CLOSED =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private ClosedClients() {}

  static void add(HttpClient client) {
    CLOSED.add(client);
  }

  static boolean contain(HttpClient client) {
    return CLOSED.contains(client);
  }
}
