package customerio.agent.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DisplayTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.US_ASCII);

  @Test
  void terminal_isDrawnOver_andIsAtTheEndAsItWas() {
    LiveDisplay display = new LiveDisplay(out, () -> Display.Size.USUAL);
    display.show(List.of("one", "two"));
    display.show(List.of("three"));
    display.close();
    display.close();
    display.show(List.of("late"));

    assertThat(bytes.toString(StandardCharsets.US_ASCII).replace('\u001b', '^'))
        .isEqualTo(
            "^[?1049h^[?25l" + "^[Hone^[K\r\ntwo^[K^[J" + "^[Hthree^[K^[J" + "^[?25h^[?1049l");
  }

  @Test
  void file_hasOnePictureBelowTheOther() {
    Display display = new PlainDisplay(out);
    display.show(List.of("one", "two"));
    display.show(List.of("three"));
    display.close();

    assertThat(bytes.toString(StandardCharsets.US_ASCII)).isEqualTo("one\ntwo\n\nthree\n");
  }

  @Test
  void sparkline_hasMoreInkWhereMoreIs() {
    assertThat(Sparkline.of(Arrays.asList(0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0), 80))
        .isEqualTo("_.:-=+*#");
    assertThat(Sparkline.of(Arrays.asList(9.0, null, 0.001, 0.0), 3))
        .as("the last three; a little is not nothing")
        .isEqualTo(" #_");
    assertThat(Sparkline.of(List.of(), 80)).isEmpty();
  }

  @Test
  void longSentence_isBrokenBetweenWords() {
    assertThat(Wrapping.of("! one two three", 9, "  ")).containsExactly("! one two", "  three");
    assertThat(Wrapping.of("abcdefghijkl", 5, "  ")).containsExactly("abcde");
    assertThat(Wrapping.of("", 5, "  ")).containsExactly("");
  }
}
