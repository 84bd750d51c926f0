package customerio.agent.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import customerio.agent.operations.Selection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestParserTest {

  @Test
  void nothing_isHelp() throws Exception {
    assertThat(RequestParser.parse()).isEqualTo(new Request(Command.HELP, List.of(), Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"help", "help queue ls", "-h", "--help", "queue ls --help", "pause -h"})
  void helpAnywhere_isHelp(String line) throws Exception {
    assertThat(parse(line).command()).isEqualTo(Command.HELP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"version", "--version", "-version", "-V"})
  void version_isWrittenInManyWays(String line) throws Exception {
    assertThat(parse(line).command()).isEqualTo(Command.VERSION);
  }

  @Test
  void optionsAndOperands_comeInAnyOrder() throws Exception {
    Request expected =
        new Request(
            Command.QUEUE_EXPORT,
            List.of("A", "B"),
            Map.of(Option.OUT, "/x/y=z", Option.PENDING, "", Option.PID, "7"));

    assertThat(parse("queue export A B --out=/x/y=z --pending --pid 7")).isEqualTo(expected);
    assertThat(parse("--pid=7 queue --pending export --out /x/y=z A B")).isEqualTo(expected);
  }

  @Test
  void processId_standsBehindTheCommandOrBehindItsOption() throws Exception {
    assertThat(parse("status 7 --json")).isEqualTo(parse("status --pid 7 --json"));
    assertThat(parse("doctor 7")).isEqualTo(parse("doctor --pid=7"));
    assertThat(parse("attach 7 mode=sync,queue.dir=/x"))
        .isEqualTo(
            new Request(
                Command.ATTACH, List.of("mode=sync,queue.dir=/x"), Map.of(Option.PID, "7")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "queue purge --help | queue purge",
        "queue --help | queue",
        "status 4711 --watch -h | status",
        "--help status | ''",
        "frobnicate --help | ''",
        "help queue ls | queue ls"
      })
  void help_isAboutTheCommandItStandsBehind(String line, String about) throws Exception {
    Request request = parse(line);

    assertThat(request.command()).isEqualTo(Command.HELP);
    assertThat(String.join(" ", request.operands())).isEqualTo(about);
  }

  @Test
  void everyCommand_isUnderstoodWithAllItsOptions() throws Exception {
    for (Command command : Command.values()) {
      for (Option option : command.options()) {
        String line =
            command.written()
                + (command.needsOperand() ? " X " : " ")
                + option.written()
                + (option.takesValue() ? " 1" : "");
        assertThat(parse(line).command()).as(line).isEqualTo(command);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stauts | unknown command 'stauts'; did you mean status?",
        "frobnicate | unknown command 'frobnicate'; 'help' shows all commands",
        "ls | unknown command 'ls'; did you mean queue ls?",
        "queue | queue what? ls, show, export, import, replay, purge",
        "queue porge --dead | unknown command 'queue porge'; did you mean purge?",
        "--json | which command? 'help' shows them",
        "status --jsno | unknown option --jsno; did you mean --json?",
        "status -x | unknown option -x; 'help' shows all options",
        "status --frobnicate=1 | unknown option --frobnicate; 'help' shows all options",
        "status --pid | missing value: --pid N",
        "status --pid= | missing value: --pid N",
        "status --json=yes | --json takes no value",
        "status --pid 1 --pid 2 | --pid is given twice",
        "pause --limit 3 | --limit does not go with 'pause', which has --pid, --url, --json",
        "help --pid 3 | --pid does not go with 'help', which has no options",
        "status --dir /x --pid 3"
            + " | --dir is for stopped applications and --pid, --url for running ones",
        "queue show | missing: queue show ID",
        "queue show A B | too many words for 'queue show': 'B'",
        "status 4711 4712 | too many words for 'status': '4712'",
        "status 4711 --pid 4712 | --pid is given twice",
        "status --all --pid 3 | --all is about every application; leave it out, or what names one",
        "status --all --watch | --all is about every application; leave it out, or what names one",
        "status --watch --dir /x"
            + " | --watch is for running applications; nothing changes in a directory",
        "attach | missing: attach PID [SETTINGS]",
        "attach 7 mode=sync queue.dir=/x | too many words for 'attach': 'queue.dir=/x'",
        "check-config a b | too many words for 'check-config': 'b'",
        "check_config | unknown command 'check_config'; did you mean check-config?",
      })
  void whatIsNotUnderstood_isOneLineAndAUsageCode(String line, String sentence) {
    CommandFailure failure = catchThrowableOfType(CommandFailure.class, () -> parse(line));

    assertThat(failure).hasMessage(sentence);
    assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void selection_isWhatTheOptionsNarrowItDownTo() throws Exception {
    assertThat(parse("queue ls").selection()).isEqualTo(Selection.ALL);
    assertThat(parse("queue ls --pending --dead").selection()).isEqualTo(Selection.ALL);
    assertThat(parse("queue ls --reason rejected").selection())
        .isEqualTo(Selection.DEAD.reason("rejected"));
    assertThat(parse("queue replay").selection()).isEqualTo(Selection.DEAD);
    assertThat(
            parse("queue export --pending --kind track --destination track-us --older-than 2h A B")
                .selection())
        .isEqualTo(
            Selection.PENDING
                .kind("track")
                .destination("track-us")
                .olderThan(Duration.ofHours(2))
                .ids(Set.of("A", "B")));
  }

  @Test
  void pendingOperations_haveNoReason() {
    assertThat(
            catchThrowableOfType(
                CommandFailure.class,
                () -> parse("queue purge --pending --reason rejected").selection()))
        .hasMessage("only dead letters have a reason; leave out --pending or --reason");
  }

  @Test
  void numbersAndDurations_areCheckedInOneLine() {
    assertThat(
            catchThrowableOfType(
                CommandFailure.class, () -> parse("queue ls --limit many").limit()))
        .hasMessage("--limit is 'many'; expected a whole number from 1 to 10000");
    assertThat(catchThrowableOfType(CommandFailure.class, () -> parse("status --pid 0").pid()))
        .hasMessage("--pid is '0'; expected a whole number from 1");
    assertThat(
            catchThrowableOfType(CommandFailure.class, () -> parse("flush --timeout 5").timeout()))
        .hasMessage("--timeout is '5'; write a number and ms, s, m, h or d");
    assertThat(
            catchThrowableOfType(
                CommandFailure.class, () -> parse("queue ls --older-than soon").selection()))
        .hasMessage("--older-than is 'soon'; write a number and ms, s, m, h or d");
  }

  @Test
  void whatIsNotGiven_hasItsDefault() throws Exception {
    assertThat(parse("queue ls").limit()).isEqualTo(100);
    assertThat(parse("flush").timeout()).isEqualTo(Duration.ofSeconds(30));
  }

  private static Request parse(String line) throws CommandFailure {
    return RequestParser.parse(line.split(" "));
  }
}
