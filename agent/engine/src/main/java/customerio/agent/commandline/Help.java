package customerio.agent.commandline;

import java.util.ArrayList;
import java.util.List;

/** The page of {@code help}, made from what the parser knows. */
final class Help {
  private static final int INDENT = 2;

  private Help() {}

  static List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("Delivers an application's Customer.io calls for certain. To use it:");
    lines.add("");
    lines.add("  java -javaagent:customerio-agent.jar -jar your-app.jar");
    lines.add("");
    lines.add("To look after it: java -jar customerio-agent.jar COMMAND [OPTIONS]");
    lines.add("");
    Table commands = new Table();
    for (Command command : Command.values()) {
      commands.row(written(command), command.help());
    }
    lines.addAll(indented(commands));
    lines.add("");
    lines.add("Which application: without an option, the one that runs; if none does, the one");
    lines.add("whose queue is in the home directory. Otherwise:");
    lines.add("");
    lines.addAll(indented(options(Option.PID, Option.URL, Option.DIR, Option.KEY_FILE)));
    lines.add("");
    lines.add("Which operations (ls, export, replay, purge), and other options:");
    lines.add("");
    Table others = new Table();
    for (Option option : Option.values()) {
      if (option.compareTo(Option.KEY_FILE) > 0) {
        others.row(option.writtenWithValue(), option.help());
      }
    }
    lines.addAll(indented(others));
    lines.add("");
    lines.add("Exit codes:");
    lines.add("");
    Table codes = new Table();
    for (ExitCode code : ExitCode.values()) {
      codes.row(Integer.toString(code.number()), code.meaning());
    }
    lines.addAll(indented(codes));
    return lines;
  }

  private static String written(Command command) {
    return command.operands().isEmpty()
        ? command.written()
        : command.written() + ' ' + command.operands();
  }

  private static Table options(Option... options) {
    Table table = new Table();
    for (Option option : options) {
      table.row(option.writtenWithValue(), option.help());
    }
    return table;
  }

  private static List<String> indented(Table table) {
    return table.lines().stream().map(line -> " ".repeat(INDENT) + line).toList();
  }
}
