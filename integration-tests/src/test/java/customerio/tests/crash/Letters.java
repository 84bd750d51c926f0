package customerio.tests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import customerio.agent.customerio.Operation;
import customerio.agent.customerio.OperationCodec;
import customerio.agent.queue.disk.DeadLetter;
import customerio.agent.queue.disk.DiskQueue;
import customerio.agent.queue.disk.DiskQueueSettings;
import customerio.tests.crash.SaidLog.Word;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The dead letters below a queue directory that no process of the application holds any more. */
final class Letters {
  private static final Pattern PERSON = Pattern.compile("/customers/([^/]+)/events");

  private Letters() {}

  static List<Word> in(Path directory) throws IOException {
    List<Word> words = new ArrayList<>();
    DiskQueue queue =
        DiskQueue.open(directory, DiskQueueSettings.defaults(), Clock.systemUTC(), line -> {});
    try (queue) {
      queue.adopt(ticket -> {});
      queue.forEachDeadLetter(letter -> words.add(word(letter)));
      assertThat(queue.state().pending()).as("neither delivered nor given up").isZero();
      return words;
    }
  }

  private static Word word(DeadLetter letter) {
    try {
      Operation operation = OperationCodec.decode(letter.payload());
      Matcher person = PERSON.matcher(operation.target());
      JsonNode event = new ObjectMapper().readTree(operation.body());
      if (!person.find()) {
        throw new AssertionError("a dead letter about nobody");
      }
      return new Word(person.group(1), event.get("data").get("seq").asLong());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
