package customerio.tests.differential.client;

import java.util.ArrayList;
import java.util.List;

/** What interceptors and listeners say, on whatever thread they are called. */
final class Notes {
  private final List<String> lines = new ArrayList<>();

  synchronized void add(String line) {
    lines.add(line);
  }

  /** Since this was last asked. */
  synchronized List<String> taken() {
    List<String> taken = List.copyOf(lines);
    lines.clear();
    return taken;
  }
}
