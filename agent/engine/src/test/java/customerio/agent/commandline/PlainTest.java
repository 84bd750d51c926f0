package customerio.agent.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTest {

  @Test
  void whatATerminalWouldObey_isSpelled() {
    assertThat(Plain.text("bad \u001b[2J request\n\u00e9"))
        .isEqualTo("bad \\u001b[2J request\\u000a\\u00e9");
  }
}
