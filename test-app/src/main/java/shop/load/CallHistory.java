package shop.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What earlier processes have recorded: the run which they began, and how far each customer got.
 *
 * @param run names this run in the calls' data; made up when there is no earlier process
 */
record CallHistory(String run, Map<String, Long> lastSeq) {

  static CallHistory read(Path log, JsonMapper json) throws IOException {
    String run = null;
    Map<String, Long> lastSeq = new HashMap<>();
    try (Stream<String> lines = Files.lines(log)) {
      for (String text : (Iterable<String>) lines::iterator) {
        CallLine line = parse(text, json);
        if (line == null) {
          continue;
        }
        if (line.at().equals(CallLine.START)) {
          run = line.run();
        } else {
          lastSeq.merge(line.customer(), line.seq(), Math::max);
        }
      }
    } catch (NoSuchFileException e) {
      // the first start
    }
    return new CallHistory(run == null ? newRun() : run, Map.copyOf(lastSeq));
  }

  long lastSeq(String customer) {
    return lastSeq.getOrDefault(customer, 0L);
  }

  /** Null for a line torn by a kill: its write() never returned, so its call was never made. */
  private static CallLine parse(String text, JsonMapper json) {
    try {
      return text.isEmpty() ? null : json.readValue(text, CallLine.class);
    } catch (JacksonException e) {
      return null;
    }
  }

  private static String newRun() {
    return UUID.randomUUID().toString().substring(0, 8);
  }
}
