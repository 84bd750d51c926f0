package customerio.agent.commandline;

import static customerio.agent.commandline.Option.AFTER;
import static customerio.agent.commandline.Option.ALL;
import static customerio.agent.commandline.Option.CONFIG;
import static customerio.agent.commandline.Option.CREDENTIALS;
import static customerio.agent.commandline.Option.DEAD;
import static customerio.agent.commandline.Option.DESTINATION;
import static customerio.agent.commandline.Option.DIR;
import static customerio.agent.commandline.Option.JSON;
import static customerio.agent.commandline.Option.KEY_FILE;
import static customerio.agent.commandline.Option.KIND;
import static customerio.agent.commandline.Option.LIMIT;
import static customerio.agent.commandline.Option.OLDER_THAN;
import static customerio.agent.commandline.Option.OUT;
import static customerio.agent.commandline.Option.PAYLOAD;
import static customerio.agent.commandline.Option.PENDING;
import static customerio.agent.commandline.Option.PID;
import static customerio.agent.commandline.Option.REASON;
import static customerio.agent.commandline.Option.SETTINGS;
import static customerio.agent.commandline.Option.TIMEOUT;
import static customerio.agent.commandline.Option.URL;
import static customerio.agent.commandline.Option.WATCH;
import static customerio.agent.commandline.Option.YES;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Everything one can ask for; parser and help both read it here. */
enum Command {
  HELP("[COMMAND]", "this page, or all about one command", Set.of()),
  VERSION("", "the version of this jar", Set.of(JSON)),
  LIST("", "the JVMs of this user that run with the agent", EnumSet.of(ALL, JSON)),
  STATUS("[PID]", "whether it works, how much waits and why", application(ALL, WATCH, JSON)),
  PROBE("[PID]", "has it ask the hosts in use whether they answer", running()),
  ATTACH("PID [SETTINGS]", "loads the agent into a running JVM", EnumSet.of(JSON)),
  CHECK_CONFIG("[FILE]", "the settings in force, and what is wrong", EnumSet.of(SETTINGS, JSON)),
  DOCTOR("[PID]", "what stands in the way", EnumSet.of(PID, CONFIG, SETTINGS, CREDENTIALS, JSON)),
  QUEUE_LS("", "operations, oldest first", selecting(PENDING, DEAD, LIMIT, AFTER, JSON)),
  QUEUE_SHOW("ID", "one operation", application(PAYLOAD, JSON)),
  QUEUE_EXPORT("[ID...]", "copies operations into a file", selecting(PENDING, DEAD, OUT, JSON)),
  QUEUE_IMPORT("FILE", "queues what was exported", application(JSON)),
  QUEUE_REPLAY("[ID...]", "queues dead letters again", selecting(JSON)),
  QUEUE_PURGE("[ID...]", "removes operations for good", selecting(PENDING, DEAD, YES, JSON)),
  PAUSE("", "stops deliveries until resume or restart", running()),
  RESUME("", "goes on", running()),
  FLUSH("", "sends now what can be sent", running(TIMEOUT));

  private final String operands;
  private final String help;
  private final Set<Option> options;

  Command(String operands, String help, Set<Option> options) {
    this.operands = operands;
    this.help = help;
    this.options = options;
  }

  /** As it is written: {@code queue ls}, {@code check-config}. */
  String written() {
    String name = name().toLowerCase(Locale.ROOT);
    return name.startsWith("queue_") ? name.replace('_', ' ') : name.replace('_', '-');
  }

  /** What stands behind it, in words of the help; "" when nothing may. */
  String operands() {
    return operands;
  }

  String help() {
    return help;
  }

  Set<Option> options() {
    return options;
  }

  /** Else it is done in a moment, or something is wrong. */
  boolean isAsLongAsTheQueue() {
    return switch (this) {
      case QUEUE_EXPORT, QUEUE_IMPORT, QUEUE_REPLAY, QUEUE_PURGE -> true;
      default -> false;
    };
  }

  boolean needsOperand() {
    return !operands.isEmpty() && !operands.startsWith("[");
  }

  int maxOperands() {
    if (this == HELP || operands.contains("...")) {
      return Integer.MAX_VALUE;
    }
    return operands.isEmpty() ? 0 : operands.split(" ").length;
  }

  /** Its first operand is the same as {@code --pid}. */
  boolean isAboutAProcess() {
    return operands.startsWith("PID") || operands.startsWith("[PID]");
  }

  /** Of a command as it is written, in whole words. */
  static boolean isBeginning(String words) {
    return allWritten().stream()
        .anyMatch(written -> written.equals(words) || written.startsWith(words + ' '));
  }

  /** Those of several words that begin so. */
  static List<Command> below(String words) {
    return Arrays.stream(values())
        .filter(command -> command.written().startsWith(words + ' '))
        .toList();
  }

  /** Null if there is none. */
  static Command of(String written) {
    for (Command command : values()) {
      if (command.written().equals(written)) {
        return command;
      }
    }
    return null;
  }

  static List<String> allWritten() {
    return Arrays.stream(values()).map(Command::written).toList();
  }

  private static Set<Option> running(Option... more) {
    return with(EnumSet.of(PID, URL, JSON), more);
  }

  private static Set<Option> application(Option... more) {
    return with(EnumSet.of(PID, URL, DIR, KEY_FILE), more);
  }

  private static Set<Option> selecting(Option... more) {
    return with(EnumSet.of(PID, URL, DIR, KEY_FILE, REASON, KIND, DESTINATION, OLDER_THAN), more);
  }

  private static Set<Option> with(Set<Option> options, Option... more) {
    options.addAll(Arrays.asList(more));
    return options;
  }
}
