package customerio.agent.commandline;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Everything that starts with two dashes. */
enum Option {
  PID("N", "the running application with this process id"),
  URL("URL", "a running application at this JMX address, service:jmx:..."),
  DIR("PATH", "the queue directory (queue.dir) of a stopped application"),
  KEY_FILE("FILE", "with --dir: the application's queue.key-file"),
  ALL("status: all with the agent; list: also those without"),
  WATCH("status: again each second, until Ctrl-C"),
  CONFIG("FILE", "doctor: the application's config file"),
  SETTINGS("TEXT", "what is to stand behind -javaagent:customerio-agent.jar="),
  CREDENTIALS("FILE", "doctor: Authorization values to ask about, one a line"),
  PENDING("operations that wait"),
  DEAD("operations that were given up"),
  REASON("CODE", "dead letters with this reason, such as rejected or expired"),
  KIND("KIND", "operations of this kind: track, track.identify"),
  DESTINATION("NAME", "operations for this API and region: track-us"),
  OLDER_THAN("AGE", "said longer ago than that: 30m, 2h, 3d"),
  LIMIT("N", "so many at most (100)"),
  AFTER("MARK", "go on behind the page that ended with this mark"),
  PAYLOAD("show the request, too: personal data"),
  OUT("FILE", "the file to write; must not exist, is private (0600)"),
  TIMEOUT("TIME", "wait so long at most (30s)"),
  YES("do not ask"),
  JSON("print JSON");

  private final String value;
  private final String help;

  Option(String help) {
    this(null, help);
  }

  /**
   * @param value what its value is called; null if it takes none
   */
  Option(String value, String help) {
    this.value = value;
    this.help = help;
  }

  boolean takesValue() {
    return value != null;
  }

  String help() {
    return help;
  }

  /** As it is written: {@code --older-than}. */
  String written() {
    return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@code --older-than AGE}. */
  String writtenWithValue() {
    return takesValue() ? written() + ' ' + value : written();
  }

  /** Null if there is none. */
  static Option of(String written) {
    for (Option option : values()) {
      if (option.written().equals(written)) {
        return option;
      }
    }
    return null;
  }

  static List<String> allWritten() {
    return Arrays.stream(values()).map(Option::written).toList();
  }
}
