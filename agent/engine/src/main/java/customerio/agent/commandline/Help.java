package customerio.agent.commandline;

import java.util.ArrayList;
import java.util.List;

/** The pages of {@code help}, made from what the parser knows. */
final class Help {
  private static final int INDENT = 2;

  private Help() {}

  /**
   * @param words of a command, or of the beginning of several; none = everything
   */
  static List<String> lines(List<String> words) throws CommandFailure {
    if (words.isEmpty()) {
      return everything();
    }
    String written = String.join(" ", words);
    Command command = Command.of(written);
    if (command != null) {
      return about(command);
    }
    List<Command> below = Command.below(written);
    if (below.isEmpty()) {
      throw Request.usage("unknown command '" + written + "'; 'help' shows all commands");
    }
    List<String> lines = new ArrayList<>(List.of(written + ":", ""));
    lines.addAll(indented(commands(below)));
    return lines;
  }

  private static List<String> about(Command command) {
    List<String> lines = new ArrayList<>();
    lines.add("java -jar customerio-agent.jar " + written(command) + bracketed(command));
    lines.add("");
    lines.add(command.help());
    lines.addAll(CommandNotes.of(command));
    if (!command.options().isEmpty()) {
      lines.add("");
      lines.addAll(indented(options(command.options().stream().sorted().toList())));
    }
    return lines;
  }

  private static String bracketed(Command command) {
    return command.options().isEmpty() ? "" : " [OPTIONS]";
  }

  private static List<String> everything() {
    List<String> lines = new ArrayList<>();
    lines.add("Delivers an application's Customer.io calls for certain. To use it:");
    lines.add("");
    lines.add("  java -javaagent:customerio-agent.jar -jar your-app.jar");
    lines.add("");
    lines.add("To look after it: java -jar customerio-agent.jar COMMAND [OPTIONS]");
    lines.add("");
    lines.addAll(indented(commands(List.of(Command.values()))));
    lines.add("");
    lines.add("Which application: without an option, the one that runs; if none does, the one");
    lines.add("whose queue is in the home directory. Otherwise:");
    lines.add("");
    lines.addAll(indented(options(List.of(Option.PID, Option.URL, Option.DIR, Option.KEY_FILE))));
    lines.add("");
    lines.add("Which operations (ls, export, replay, purge), and other options:");
    lines.add("");
    lines.addAll(
        indented(
            options(
                List.of(Option.values()).stream()
                    .filter(option -> option.compareTo(Option.KEY_FILE) > 0)
                    .toList())));
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

  private static Table commands(List<Command> commands) {
    Table table = new Table();
    commands.forEach(command -> table.row(written(command), command.help()));
    return table;
  }

  private static String written(Command command) {
    return command.operands().isEmpty()
        ? command.written()
        : command.written() + ' ' + command.operands();
  }

  private static Table options(List<Option> options) {
    Table table = new Table();
    options.forEach(option -> table.row(option.writtenWithValue(), option.help()));
    return table;
  }

  private static List<String> indented(Table table) {
    return table.lines().stream().map(line -> " ".repeat(INDENT) + line).toList();
  }
}
