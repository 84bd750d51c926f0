package customerio.agent.commandline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import customerio.agent.operations.QueueOperations;
import customerio.agent.operations.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The content of operations: personal data, which an agent gives only to a file that its own user
 * can read, never to a connection. So it is exported, read and removed.
 */
final class Content {

  private Content() {}

  /**
   * @return a line of JSON for each operation of that id
   */
  static List<String> of(QueueOperations queue, String id) throws CommandFailure, IOException {
    Path directory = Files.createTempDirectory("customerio-agent-"); // private: 0700
    Path file = directory.resolve("operation.ndjson");
    try {
      queue.exportTo(file, Selection.ALL.ids(Set.of(id)));
      return Files.readAllLines(file);
    } catch (NoSuchFileException elsewhere) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE,
          "the application does not write where this command reads (another host, container or"
              + " /tmp); run it there, or use queue export");
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(directory);
    }
  }

  /** Parsed and written anew, as the generator escapes what a terminal would obey. */
  static void copy(String line, JsonGenerator json) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(line)) {
      parser.nextToken();
      json.copyCurrentStructure(parser);
    }
  }
}
