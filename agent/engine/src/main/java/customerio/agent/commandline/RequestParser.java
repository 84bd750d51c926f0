package customerio.agent.commandline;

import customerio.agent.config.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a command line: the words of a command, then operands and options in any order. A value
 * stands behind a space or an equals sign.
 */
final class RequestParser {
  private static final List<String> HELP = List.of("-h", "--help", "-help", "-?");
  private static final List<String> VERSION = List.of("-v", "-V", "--version", "-version");

  private static final String QUEUE = "queue ";

  /** Names one application, or shows one. */
  private static final Set<Option> NARROWING =
      EnumSet.of(Option.PID, Option.URL, Option.DIR, Option.KEY_FILE, Option.WATCH);

  private final List<String> words = new ArrayList<>();
  private final Map<Option, String> options = new EnumMap<>(Option.class);

  private RequestParser() {}

  static Request parse(String... arguments) throws CommandFailure {
    for (String argument : arguments) {
      if (HELP.contains(argument)) {
        return new Request(Command.HELP, commandAmong(arguments), Map.of());
      }
    }
    if (arguments.length > 0 && VERSION.contains(arguments[0])) {
      return new Request(Command.VERSION, List.of(), Map.of());
    }
    RequestParser parser = new RequestParser();
    parser.sort(arguments);
    return parser.request();
  }

  /** Whoever adds --help to a command wants to know about that one. */
  private static List<String> commandAmong(String[] arguments) {
    List<String> words = new ArrayList<>();
    for (String argument : arguments) {
      words.add(argument);
      if (!Command.isBeginning(String.join(" ", words))) {
        return List.copyOf(words.subList(0, words.size() - 1));
      }
    }
    return List.copyOf(words);
  }

  private void sort(String[] arguments) throws CommandFailure {
    for (int i = 0; i < arguments.length; i++) {
      String argument = arguments[i];
      if (!argument.startsWith("-")) {
        words.add(argument);
        continue;
      }
      int equals = argument.indexOf('=');
      Option option = option(equals < 0 ? argument : argument.substring(0, equals));
      String value = equals < 0 ? "" : argument.substring(equals + 1);
      if (equals < 0 && option.takesValue() && i + 1 < arguments.length) {
        value = arguments[++i];
      }
      keep(option, value, equals >= 0);
    }
  }

  private void keep(Option option, String value, boolean given) throws CommandFailure {
    if (option.takesValue() && value.isEmpty()) {
      throw Request.usage("missing value: " + option.writtenWithValue());
    }
    if (!option.takesValue() && given) {
      throw Request.usage(option.written() + " takes no value");
    }
    if (options.put(option, value) != null) {
      throw Request.usage(option.written() + " is given twice");
    }
  }

  private Request request() throws CommandFailure {
    if (words.isEmpty() && options.isEmpty()) {
      return new Request(Command.HELP, List.of(), Map.of());
    }
    Command command = command();
    for (Option option : options.keySet()) {
      if (!command.options().contains(option)) {
        throw Request.usage(
            option.written() + " does not go with '" + command.written() + "'" + offer(command));
      }
    }
    check(command);
    if (command.isAboutAProcess() && !words.isEmpty()) {
      keep(Option.PID, words.remove(0), false);
    }
    refuseContradictions();
    return new Request(command, List.copyOf(words), Map.copyOf(options));
  }

  private void refuseContradictions() throws CommandFailure {
    boolean isRunning = options.containsKey(Option.PID) || options.containsKey(Option.URL);
    if (options.containsKey(Option.DIR) && isRunning) {
      throw Request.usage("--dir is for stopped applications and --pid, --url for running ones");
    }
    if (options.containsKey(Option.KEY_FILE) && isRunning) {
      throw Request.usage("--key-file goes with --dir; a running application has its key itself");
    }
    if (options.containsKey(Option.ALL)
        && options.keySet().stream().anyMatch(NARROWING::contains)) {
      throw Request.usage("--all is about every application; leave it out, or what names one");
    }
    if (options.containsKey(Option.WATCH) && options.containsKey(Option.DIR)) {
      throw Request.usage("--watch is for running applications; nothing changes in a directory");
    }
  }

  /** Takes its words away; what is left are operands. */
  private Command command() throws CommandFailure {
    for (int length = Math.min(2, words.size()); length > 0; length--) {
      Command command = Command.of(String.join(" ", words.subList(0, length)));
      if (command != null) {
        words.subList(0, length).clear();
        return command;
      }
    }
    if (words.isEmpty()) {
      throw Request.usage("which command? 'help' shows them");
    }
    if (words.get(0).equals("queue")) {
      throw Request.usage(
          words.size() < 2
              ? "queue what? " + String.join(", ", belowQueue())
              : "unknown command 'queue "
                  + words.get(1)
                  + "'"
                  + nearest(belowQueue(), words.get(1), "'help' shows all commands"));
    }
    String word = words.get(0);
    throw Request.usage(
        "unknown command '"
            + word
            + "'"
            + (belowQueue().contains(word)
                ? "; did you mean queue " + word + "?"
                : nearest(Command.allWritten(), word, "'help' shows all commands")));
  }

  private static List<String> belowQueue() {
    return Command.allWritten().stream()
        .filter(written -> written.startsWith(QUEUE))
        .map(written -> written.substring(QUEUE.length()))
        .toList();
  }

  private void check(Command command) throws CommandFailure {
    if (words.isEmpty() && command.needsOperand()) {
      throw Request.usage("missing: " + command.written() + ' ' + command.operands());
    }
    if (words.size() > command.maxOperands()) {
      throw Request.usage(
          "too many words for '" + command.written() + "': '" + words.get(words.size() - 1) + "'");
    }
  }

  private static Option option(String written) throws CommandFailure {
    Option option = Option.of(written);
    if (option == null) {
      throw Request.usage(
          "unknown option "
              + written
              + nearest(Option.allWritten(), written, "'help' shows all options"));
    }
    return option;
  }

  private static String nearest(Collection<String> known, String word, String otherwise) {
    String nearest = NearestName.among(known, word);
    return "; " + (nearest == null ? otherwise : "did you mean " + nearest + "?");
  }

  private static String offer(Command command) {
    if (command.options().isEmpty()) {
      return ", which has no options";
    }
    return ", which has "
        + String.join(", ", command.options().stream().sorted().map(Option::written).toList());
  }
}
