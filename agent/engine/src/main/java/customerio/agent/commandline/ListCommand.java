package customerio.agent.commandline;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** {@code list}: which JVMs run with the agent, and how it is in each. */
final class ListCommand {
  private static final String NONE = "-";

  private final Screen screen;
  private final Applications applications;
  private final TimeLimit each;

  /**
   * @param each limit of asking one JVM
   */
  ListCommand(Screen screen, Applications applications, TimeLimit each) {
    this.screen = screen;
    this.applications = applications;
    this.each = each;
  }

  /**
   * @param facts null if the agent is not there, has not been needed yet, or is not known
   * @param health {@code IDLE} if it has not been needed yet; "" if it is not there or not known
   */
  private record Row(SeenProcess seen, RunningAgent.Facts facts, String health) {}

  ExitCode carryOut(boolean isAll, boolean isJson) throws IOException {
    List<SeenProcess> all = applications.all();
    List<SeenProcess> shown =
        all.stream().filter(seen -> isAll || seen.presence() == Presence.THERE).toList();
    long others = all.size() - shown.size();
    List<Row> rows = SideBySide.ask(shown, this::row);
    if (isJson) {
      screen.json(json -> json(rows, json));
    } else {
      table(rows);
      if (others > 0) {
        screen.note(Amounts.count(others, "JVM") + " without the agent; --all shows them, too");
      }
    }
    boolean isAnyThere = all.stream().anyMatch(seen -> seen.presence() == Presence.THERE);
    return isAnyThere ? ExitCode.DONE : ExitCode.NOT_FOUND;
  }

  private Row row(SeenProcess seen) {
    if (seen.presence() != Presence.THERE) {
      return new Row(seen, null, "");
    }
    try {
      return each.on(() -> found(seen));
    } catch (CommandFailure | IOException | IllegalArgumentException unknown) {
      return new Row(seen, null, "");
    }
  }

  private Row found(SeenProcess seen) throws CommandFailure, IOException {
    try (Application application = applications.find(seen.process())) {
      if (application instanceof IdleApplication) {
        return new Row(seen, null, IdleApplication.HEALTH);
      }
      RunningAgent.Facts facts = application.agent().facts();
      return new Row(seen, facts, facts.health());
    }
  }

  private void table(List<Row> rows) {
    if (rows.isEmpty()) {
      screen.note("no JVM of this user runs with the agent");
      return;
    }
    Table table = new Table().row("PID", "AGENT", "MODE", "HEALTH", "MAIN");
    for (Row row : rows) {
      table.row(
          Long.toString(row.seen().process().pid()),
          row.facts() == null ? agent(row.seen().presence()) : row.facts().version(),
          row.facts() == null ? NONE : row.facts().mode(),
          row.health().isEmpty() ? NONE : row.health(),
          row.seen().process().main());
    }
    screen.lines(table.lines());
  }

  private static String agent(Presence presence) {
    return switch (presence) {
      case THERE -> "yes";
      case NOT_THERE -> "no";
      case UNKNOWN -> "unknown";
    };
  }

  private static void json(List<Row> rows, JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (Row row : rows) {
      json.writeStartObject();
      json.writeNumberField("pid", row.seen().process().pid());
      json.writeStringField("main", row.seen().process().main());
      json.writeStringField("agent", agent(row.seen().presence()));
      json.writeStringField("version", row.facts() == null ? "" : row.facts().version());
      json.writeStringField("mode", row.facts() == null ? "" : row.facts().mode());
      json.writeStringField("health", row.health());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
