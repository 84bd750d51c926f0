package customerio.agent.commandline;

import static customerio.agent.commandline.Option.AFTER;
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
import static customerio.agent.commandline.Option.TIMEOUT;
import static customerio.agent.commandline.Option.URL;
import static customerio.agent.commandline.Option.YES;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Everything one can ask for; parser and help both read it here. */
enum Command {
  HELP("", "this page", Set.of()),
  VERSION("", "the version of this jar", Set.of(JSON)),
  LIST("", "the JVMs of this user that run with the agent", Set.of(JSON)),
  STATUS("", "whether it works, how much waits and why", application(JSON)),
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

  /** As it is written: {@code queue ls}. */
  String written() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
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

  boolean takesSeveral() {
    return operands.contains("...");
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
