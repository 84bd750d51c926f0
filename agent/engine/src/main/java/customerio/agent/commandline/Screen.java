package customerio.agent.commandline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * What a command says: results on standard output, everything else on standard error. ASCII and
 * without colours, so that it looks the same in every terminal, file and pipe. Whoever closes the
 * pipe early (head) has seen enough: {@link PrintStream} is quiet about it.
 */
final class Screen {
  private static final String PREFIX = "customerio-agent: ";

  private final PrintStream out;
  private final PrintStream err;
  private final Questions questions;
  private final Clock clock;

  Screen(PrintStream out, PrintStream err, Questions questions, Clock clock) {
    this.out = out;
    this.err = err;
    this.questions = questions;
    this.clock = clock;
  }

  /** Somebody who can be asked. */
  interface Questions {
    /**
     * @return the line that was typed; null if nobody is there
     */
    String ask(String question);

    /** Whether pictures can be drawn where results go. */
    default boolean canDraw() {
      return false;
    }
  }

  /** Writes one JSON value. */
  interface JsonBody {
    void write(JsonGenerator json) throws IOException;
  }

  PrintStream out() {
    return out;
  }

  /** Closed, too, when the command is ended by a signal. */
  Display display() {
    if (!questions.canDraw()) {
      return new PlainDisplay(out);
    }
    LiveDisplay display = new LiveDisplay(out, new TerminalSize());
    Runtime.getRuntime().addShutdownHook(new Thread(display::close, "customerio-agent-screen"));
    return display;
  }

  Instant now() {
    return clock.instant();
  }

  void line(String text) {
    out.println(text);
  }

  void lines(List<String> lines) {
    lines.forEach(out::println);
  }

  /** One document on one line. */
  void json(JsonBody body) throws IOException {
    StringWriter text = new StringWriter();
    JsonFactory factory = JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    try (JsonGenerator json = factory.createGenerator(text)) {
      body.write(json);
    }
    out.println(text);
  }

  /** A sentence beside the result; on one line, as exceptions of others may have several. */
  void note(String sentence) {
    err.println(PREFIX + sentence.replaceAll("\\s+", " "));
  }

  /**
   * @return null if nobody is there to answer
   */
  String ask(String question) {
    return questions.ask(question);
  }
}
