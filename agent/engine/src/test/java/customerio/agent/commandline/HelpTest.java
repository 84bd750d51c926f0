package customerio.agent.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class HelpTest {
  private final List<String> help = help();

  private static List<String> help(String... words) {
    try {
      return Help.lines(List.of(words));
    } catch (CommandFailure failure) {
      throw new AssertionError(failure);
    }
  }

  @Test
  void everyCommandOptionAndExitCode_isThere() {
    for (Command command : Command.values()) {
      assertThat(help).anyMatch(line -> line.startsWith("  " + command.written() + " "));
    }
    for (Option option : Option.values()) {
      assertThat(help).anyMatch(line -> line.startsWith("  " + option.writtenWithValue() + " "));
    }
    for (ExitCode code : ExitCode.values()) {
      assertThat(help).anyMatch(line -> line.matches("  " + code.number() + " +" + code.meaning()));
    }
  }

  @Test
  void lines_fitANarrowTerminal() {
    assertThat(help).allMatch(HelpTest::fits);
    for (Command command : Command.values()) {
      assertThat(help(command.written().split(" "))).allMatch(HelpTest::fits);
    }
  }

  private static boolean fits(String line) {
    return line.length() <= 80 && line.matches("\\p{ASCII}*");
  }

  @Test
  void oneCommand_hasAPageWithItsOptions() {
    for (Command command : Command.values()) {
      List<String> page = help(command.written().split(" "));

      assertThat(page.get(0)).startsWith("java -jar customerio-agent.jar " + command.written());
      assertThat(page).contains(command.help());
      for (Option option : command.options()) {
        assertThat(page).anyMatch(line -> line.startsWith("  " + option.writtenWithValue()));
      }
    }
  }

  @Test
  void beginningOfSeveral_isTheListOfThem() {
    assertThat(help("queue"))
        .hasSize(8)
        .startsWith("queue:", "")
        .anyMatch(line -> line.startsWith("  queue purge [ID...]  "));
  }

  @Test
  void noCommand_isOneLine() {
    assertThatThrownBy(() -> Help.lines(List.of("stauts")))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("unknown command 'stauts'; 'help' shows all commands");
  }
}
