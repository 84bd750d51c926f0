package customerio.agent.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HelpTest {
  private final List<String> help = Help.lines();

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
    assertThat(help).allMatch(line -> line.length() <= 80 && line.matches("\\p{ASCII}*"));
  }
}
