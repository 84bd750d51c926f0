package customerio.agent.commandline;

import customerio.agent.operations.Selection;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A command line, understood.
 *
 * @param options and their values; "" for one that takes none
 */
record Request(Command command, List<String> operands, Map<Option, String> options) {
  private static final int DEFAULT_LIMIT = 100;
  private static final int HIGHEST_LIMIT = 10_000;
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  boolean has(Option option) {
    return options.containsKey(option);
  }

  /** "" if it is not given. */
  String value(Option option) {
    return options.getOrDefault(option, "");
  }

  int limit() throws CommandFailure {
    return has(Option.LIMIT) ? (int) number(Option.LIMIT, HIGHEST_LIMIT) : DEFAULT_LIMIT;
  }

  long pid() throws CommandFailure {
    return number(Option.PID, Long.MAX_VALUE);
  }

  Duration timeout() throws CommandFailure {
    return has(Option.TIMEOUT) ? duration(Option.TIMEOUT) : DEFAULT_TIMEOUT;
  }

  /**
   * @return absolute: a running application may have another working directory
   */
  Path path(Option option) throws CommandFailure {
    return path(value(option));
  }

  Path path(String text) throws CommandFailure {
    try {
      return Path.of(text).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw usage("not a path: '" + text + "'");
    }
  }

  /** Ids among the operands and what the options narrow it down to. */
  Selection selection() throws CommandFailure {
    if (has(Option.REASON) && has(Option.PENDING)) {
      throw usage("only dead letters have a reason; leave out --pending or --reason");
    }
    return new Selection(
        among(),
        value(Option.REASON),
        value(Option.KIND),
        value(Option.DESTINATION),
        has(Option.OLDER_THAN) ? duration(Option.OLDER_THAN) : Duration.ZERO,
        Set.copyOf(operands));
  }

  private Selection.Among among() {
    boolean pending = has(Option.PENDING);
    // a reason is what only a dead letter has
    boolean dead = has(Option.DEAD) || has(Option.REASON) || command == Command.QUEUE_REPLAY;
    return pending == dead
        ? Selection.Among.ALL
        : pending ? Selection.Among.PENDING : Selection.Among.DEAD;
  }

  private Duration duration(Option option) throws CommandFailure {
    try {
      return Selection.parse("older-than=" + value(option)).olderThan();
    } catch (IllegalArgumentException e) {
      throw usage(
          option.written() + " is '" + value(option) + "'; write a number and ms, s, m, h or d");
    }
  }

  private long number(Option option, long highest) throws CommandFailure {
    try {
      long number = Long.parseLong(value(option));
      if (number >= 1 && number <= highest) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw usage(
        option.written()
            + " is '"
            + value(option)
            + "'; expected a whole number from 1"
            + (highest == Long.MAX_VALUE ? "" : " to " + highest));
  }

  static CommandFailure usage(String sentence) {
    return new CommandFailure(ExitCode.USAGE, sentence);
  }
}
