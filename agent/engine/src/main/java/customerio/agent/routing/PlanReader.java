package customerio.agent.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Understands the lines {@code key = value} of the routing file. Messages name lines and known keys
 * but never quote a value, or a key nobody knows: either can be a credential in the wrong place.
 */
final class PlanReader {
  private static final Pattern WORKSPACE =
      Pattern.compile("workspace\\.([A-Za-z0-9_-]+)\\.(region|track|pipelines|app)");
  private static final Pattern RULE = Pattern.compile("rule\\.([0-9]{1,6})");

  private record Entry(int line, String key, String value) {}

  private final ToLongFunction<String> fingerprint;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, WorkspaceReader> workspaces = new TreeMap<>();
  private final Map<Integer, Entry> rules = new TreeMap<>();
  private Entry fallback;

  /**
   * @param fingerprint of an {@code Authorization} value
   */
  PlanReader(ToLongFunction<String> fingerprint) {
    this.fingerprint = fingerprint;
  }

  /** Each says where and what, and how it should be. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /** Null when there are problems. */
  Plan read(List<String> lines) {
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && line.charAt(0) != '#' && line.charAt(0) != '!') {
        Entry entry = entry(i + 1, line);
        if (entry != null && file(entry)) {
          Integer before = seen.putIfAbsent(entry.key, entry.line);
          if (before != null) {
            problem(entry, "stands in line " + before + " already, remove one");
          }
        }
      }
    }
    return plan();
  }

  private Entry entry(int number, String line) {
    int equals = line.indexOf('=');
    if (equals < 0) {
      problems.add("line " + number + ": expected key = value");
      return null;
    }
    return new Entry(number, line.substring(0, equals).strip(), line.substring(equals + 1).strip());
  }

  /** Puts it where it belongs; false when nobody knows the key. */
  private boolean file(Entry entry) {
    Matcher workspace = WORKSPACE.matcher(entry.key);
    Matcher rule = RULE.matcher(entry.key);
    if (workspace.matches()) {
      String wrong =
          workspaces
              .computeIfAbsent(workspace.group(1), WorkspaceReader::new)
              .set(workspace.group(2), entry.value);
      if (wrong != null) {
        problem(entry, wrong);
      }
    } else if (rule.matches()) {
      rules.put(Integer.valueOf(rule.group(1)), entry);
    } else if (entry.key.equals("default")) {
      fallback = entry;
    } else {
      problems.add(
          "line "
              + entry.line
              + ": unknown key; expected workspace.NAME.region, .track, .pipelines or .app, rule.1,"
              + " rule.2, … or default");
      return false;
    }
    return true;
  }

  private Plan plan() {
    Map<String, Workspace> known = new TreeMap<>();
    Map<Long, String> owners = new HashMap<>();
    workspaces.forEach((name, reader) -> known.put(name, workspace(name, reader, owners)));
    List<Rule> read = new ArrayList<>();
    for (Entry rule : rules.values()) {
      try {
        read.add(RuleReader.read(rule.value, known));
      } catch (IllegalArgumentException wrong) {
        problem(rule, wrong.getMessage());
      }
    }
    if (fallback != null && !known.containsKey(fallback.value)) {
      problem(fallback, "names no workspace of this file");
    }
    if (rules.isEmpty() && fallback == null) {
      problems.add("there is no rule and no default; add rule.1");
    }
    return problems.isEmpty()
        ? new Plan(
            List.copyOf(known.values()),
            List.copyOf(read),
            fallback == null ? null : known.get(fallback.value))
        : null;
  }

  private Workspace workspace(String name, WorkspaceReader reader, Map<Long, String> owners) {
    String incomplete = reader.incomplete();
    if (incomplete != null) {
      problems.add(incomplete);
    }
    Workspace workspace = reader.workspace();
    workspace
        .authorizations()
        .values()
        .forEach(
            authorization -> {
              String owner = owners.putIfAbsent(fingerprint.applyAsLong(authorization), name);
              if (owner != null && !owner.equals(name)) {
                problems.add(
                    "workspace."
                        + name
                        + " and workspace."
                        + owner
                        + " have the same credential, which belongs to one workspace only");
              }
            });
    return workspace;
  }

  private void problem(Entry entry, String what) {
    problems.add("line " + entry.line + ": " + entry.key + ' ' + what);
  }
}
